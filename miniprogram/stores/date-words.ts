import { t } from '../i18n/t'

const DAY_MS = 24 * 3600_000

/** `HH:mm` in the phone's time zone. */
export function clockTime(atMs: number): string {
  const date = new Date(atMs)
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

/** Today, yesterday or the date, in the person's language. */
export function dayWords(atMs: number, nowMs: number): string {
  if (isSameDay(atMs, nowMs)) return t('date.today')
  if (isSameDay(atMs, nowMs - DAY_MS)) return t('date.yesterday')
  return dateWords(atMs, nowMs)
}

/** For list rows: the time today, else yesterday or the date. */
export function listTime(atMs: number, nowMs: number): string {
  if (atMs <= 0) return ''
  return isSameDay(atMs, nowMs) ? clockTime(atMs) : dayWords(atMs, nowMs)
}

/** The date with its year: for what is read at any time. */
export function fullDate(atMs: number): string {
  return t('date.yearMonthDay', dateParts(atMs))
}

function dateWords(atMs: number, nowMs: number): string {
  const parts = dateParts(atMs)
  const isThisYear = parts.year === new Date(nowMs).getFullYear()
  return t(isThisYear ? 'date.monthDay' : 'date.yearMonthDay', parts)
}

function dateParts(atMs: number) {
  const date = new Date(atMs)
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
