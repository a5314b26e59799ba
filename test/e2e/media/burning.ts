import { passes, type MediaPhone, type MediaStreet } from '../helpers/media-street'
import type { Language } from '../helpers/phone'

const WORDS = {
  'zh-CN': {
    burns: '阅后即焚',
    closed: '阅后即焚 · 点开后 5 秒消失',
    item: '阅后即焚',
  },
  en: {
    burns: 'Burns after reading',
    closed: 'Burns after reading · gone 5 s after opening',
    item: 'Burn',
  },
}

const PICTURE = { imageUri: 'http://127.0.0.1:9/a.jpg', thumWidth: 100, thumHeight: 100 }

/** Long enough for both to be looked at meanwhile. */
const BURN_SECONDS = 5
const COUNTDOWN = /^0:0[1-5]$/

/** Messages that go for good once they were read, at both people. */
export function burning(street: () => MediaStreet, language: Language): void {
  const words = WORDS[language]
  const pair = () => street().pair(language)

  /** The other one's phone client says something that stays a few seconds once opened; both have it then. */
  const burns = async (objectName: string, content: object) => {
    const { from, to } = pair()
    const before = await to.newestId()
    const fields = { ...content, isBurnAfterRead: true, burnDuration: BURN_SECONDS }
    const type = objectName === 'RC:TxtMsg' ? 'text' : 'image'
    const read = await from.gets(objectName, fields, { isIncludeSender: 1 })
    const own = await to.after(before, type)
    return { read, own }
  }
  const isGone = async (id: string, who: 'from' | 'to') => {
    await pair()[who].chat.messagesWhen('it burnt', (all) => all.every((row) => row.id !== id))
  }

  it('a text counts down where it is read and at its sender, and is gone at both', async () => {
    const { from, to } = pair()
    const { read, own } = await burns('RC:TxtMsg', { content: 'under the mat' })
    const countsDown = (who: MediaPhone, id: string): Promise<true> =>
      who.phone.until('the countdown', async () => {
        const seconds = await (await who.element(id, '.message-row__countdown')).text()
        return COUNTDOWN.test(seconds) && (true as const)
      })
    await Promise.all([countsDown(from, read.id), countsDown(to, own.id)])
    await Promise.all([isGone(read.id, 'from'), isGone(own.id, 'to')])
    await from.reopen()
    expect((await from.chat.texts()).includes('under the mat')).toBe(false)
    await to.reopen()
    expect((await to.chat.texts()).includes('under the mat')).toBe(false)
  })

  it('a picture is closed until it is tapped, opens alone, offers no way to keep it, and goes', async () => {
    const { from } = pair()
    const { read, own } = await burns('RC:ImgMsg', PICTURE)
    expect(await (await from.element(read.id, '.message-row__burn')).text()).toContain(words.closed)
    await from.chat.openMenu(read.id)
    expect(await from.chat.menuActions()).not.toEqual(expect.arrayContaining(['save']))
    expect(await from.chat.menuActions()).not.toEqual(expect.arrayContaining(['forward']))
    await from.tap('#menu', '.action-menu__mask')
    await from.tapBubble(read.id)
    const shown = await from.overlay('the picture', ({ parts }) => parts.includes('preview'))
    expect(shown.text.trim()).toBe('1 / 1')
    await from.press('preview')
    await Promise.all([isGone(read.id, 'from'), isGone(own.id, 'to')])
  })

  it('is sent so from the plus panel, which a line over the composer tells until it is closed', async () => {
    const { from, to } = pair()
    await from.tap('composer', '.composer__plus')
    const item = ['composer', 'plus-panel', '.plus-panel__item--burn'] as const
    expect(await from.text(...item)).toBe(words.item)
    await from.tap(...item)
    expect(await from.text('#note-burn')).toBe(words.burns)
    const { come } = await passes(pair(), 'text', () => from.chat.say('only once'))
    await to.element(come.id, '.message-row__countdown')
    await from.tap('#note-burn', '.chat__note-close')
    const next = await passes(pair(), 'text', () => from.chat.say('for good'))
    expect(await to.has(next.come.id, '.message-row__countdown')).toBe(false)
  })
}
