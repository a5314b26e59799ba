import { observable, runInAction } from 'mobx-miniprogram'

import { actionsEn } from './actions-en'
import { actionsZhCn } from './actions-zh-cn'
import { chatEn } from './chat-en'
import { chatZhCn } from './chat-zh-cn'
import { contactsEn } from './contacts-en'
import { contactsZhCn } from './contacts-zh-cn'
import { errorsEn } from './errors-en'
import { errorsZhCn } from './errors-zh-cn'
import { historyEn } from './history-en'
import { historyZhCn } from './history-zh-cn'
import type { Language } from './language'
import { uiEn } from './ui-en'
import { uiZhCn } from './ui-zh-cn'

const catalogues = {
  'zh-CN': {
    ...errorsZhCn,
    ...uiZhCn,
    ...chatZhCn,
    ...actionsZhCn,
    ...contactsZhCn,
    ...historyZhCn,
  },
  en: { ...errorsEn, ...uiEn, ...chatEn, ...actionsEn, ...contactsEn, ...historyEn },
}

export type WordKey = keyof (typeof catalogues)['zh-CN']

const current = observable.box<Language>('zh-CN')

export function setLanguage(language: Language): void {
  runInAction(() => current.set(language))
}

/** Observable: views that read it are computed again when the language changes. */
export function currentLanguage(): Language {
  return current.get()
}

/**
 * Words in the person's language. `{name}` in the catalogue is replaced by `params.name`.
 * Observable, like `currentLanguage`.
 */
export function t(key: WordKey, params: Record<string, string | number> = {}): string {
  return catalogues[current.get()][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  )
}

/** Several words at once, for a page's static texts: `wordsOf({ send: 'chat.send' })`. */
export function wordsOf<Name extends string>(keys: Record<Name, WordKey>): Record<Name, string> {
  const words = {} as Record<Name, string>
  for (const name of Object.keys(keys) as Name[]) words[name] = t(keys[name])
  return words
}
