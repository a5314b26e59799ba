import type { Person } from '../integration/app-server/helpers/app-server'
import { HutongPhone } from '../integration/helpers/hutong-phone'
import { ChatScreen } from './helpers/chat-screen'
import { ListScreen, toastsOf } from './helpers/list-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { languages, launchPhone, type Phone } from './helpers/phone'

jest.setTimeout(120_000)

const WORDS = {
  'zh-CN': {
    all: '全部',
    unread: '未读',
    groups: '群聊',
    allRead: '全部已读',
    draft: '[草稿]',
    mentioned: '[有人@我]',
    typing: '陈默 正在输入…',
    tooFast: '操作太频繁，请稍等片刻再试',
  },
  en: {
    all: 'All',
    unread: 'Unread',
    groups: 'Groups',
    allRead: 'Everything is read',
    draft: '[Draft]',
    mentioned: '[@you]',
    typing: '陈默 is typing…',
    tooFast: 'Too fast. Wait a moment and try again',
  },
}

/** One journey of one person: each step goes on where the one before it ended. */
describe('the conversation list', () => {
  let street: Neighbourhood
  let lin: Phone
  let list: ListScreen
  let chat: ChatScreen
  let chen: HutongPhone
  let zhao: Person

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('list')
    list = new ListScreen(lin)
    chat = new ChatScreen(lin)
    ;[chen, zhao] = await Promise.all([
      HutongPhone.of(street.app.address, 'chen'),
      street.app.signIn('zhao'),
      list.signIn(street.signInUrl('lin'), 'zh-CN'),
    ])
    await lin.app.mockWxMethod('setTabBarBadge', function (options: { text: string }) {
      ;(getApp() as unknown as { badge: string }).badge = options.text
      return Promise.resolve()
    })
  })
  afterAll(async () => {
    chen?.kill()
    await lin?.close()
    await street?.stop()
  })

  const says = (fromUserId: string, content: string): Promise<void> =>
    street.says(fromUserId, 'lin', content)
  const callsLin = async (content: string): Promise<void> => {
    await street.im.api('/message/group/publish', {
      fromUserId: 'su',
      toGroupId: 'courtyard',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({
        content,
        mentionedInfo: { type: 2, userIdList: ['lin'], mentionedContent: '' },
      }),
      isMentioned: 1,
      isPersisted: 1,
    })
  }
  const tabShows = (badge: string): Promise<boolean> =>
    lin.until(`${badge} at the tab`, async () => {
      const shown = lin.app.evaluate(() => (getApp() as unknown as { badge?: string }).badge)
      return (await shown) === badge
    })

  describe.each(languages)('in %s', (language) => {
    const words = WORDS[language]

    beforeAll(async () => {
      await lin.speak(language)
      await says('chen', '早')
      await says('wang', 'Tea at five?')
      await says('zhao', '发票在门卫那里')
      await list.rowWhen('private:zhao', 'what he said', ({ preview }) =>
        preview.startsWith('发票'),
      )
    })

    it('stands by pin and time, counts what is unread, and tells who said it in a group', async () => {
      await callsLin('@林晓 来一下')
      await list.lists('the newest first', [
        'group:courtyard',
        'private:zhao',
        'private:wang',
        'private:chen',
      ])
      const group = await list.rowWhen('group:courtyard', 'a call', ({ prefix }) => prefix !== '')
      expect(group).toMatchObject({ prefix: words.mentioned, preview: '苏晴: @林晓 来一下' })
      expect(await (await list.part('private:zhao', 'badge', '.badge')).text()).toBe('1')
      await tabShows('4')
    })

    it('pins, mutes and deletes by a swipe; deleting asks', async () => {
      await list.swipe('private:wang', 'pin')
      await list.rowWhen('private:wang', 'a pin', ({ isPinned }) => isPinned)
      await lin.until('it at the top', async () => (await list.shown())[0].id === 'private:wang')
      await list.swipe('private:zhao', 'mute')
      await list.rowWhen('private:zhao', 'a dot', ({ isMuted, badge }) => isMuted && badge === '')
      await list.part('private:zhao', 'badge', '.badge--dot')
      await tabShows('3')
      await list.answer(false, () => list.swipe('private:chen', 'delete'))
      await list.rowWhen('private:chen', 'still there', () => true)
      await list.answer(true, async () => {
        await list.swipe('private:chen', 'delete')
        await lin.until('chen is gone', async () =>
          (await list.shown()).every(({ id }) => id !== 'private:chen'),
        )
      })
      await says('chen', '还在吗？')
      await list.rowWhen('private:chen', 'the next message', ({ badge }) => badge === '1')
    })

    it('does the same from the menu, and marks read and unread', async () => {
      await list.choose('private:wang', 'pin')
      await list.choose('private:zhao', 'mute')
      await list.rowWhen('private:wang', 'no pin', ({ isPinned }) => !isPinned)
      await list.rowWhen('private:zhao', 'a number', ({ badge }) => badge === '1')
      await list.choose('private:wang', 'read')
      await list.rowWhen('private:wang', 'all read', ({ unreadCount }) => unreadCount === 0)
      await list.choose('private:wang', 'unread')
      await list.part('private:wang', 'badge', '.badge--dot')
    })

    it('covers a row again when the list scrolls or another is moved aside', async () => {
      const isUncovered = (key: string, isIt: boolean): Promise<true> =>
        lin.until(`${key} ${isIt ? 'un' : ''}covered`, async () =>
          (await list.isUncovered(key)) === isIt ? true : null,
        )
      await list.drag('private:wang', -240)
      await isUncovered('private:wang', true)
      await list.drag('private:zhao', -240)
      await isUncovered('private:zhao', true)
      await isUncovered('private:wang', false)
      await list.drag('private:zhao', 200)
      await isUncovered('private:zhao', false)
    })

    it('shows the unread, the groups, and all; and says why a part is empty', async () => {
      await list.filter(words.groups)
      await list.lists('groups', ['group:courtyard'])
      await list.filter(words.unread)
      for (const id of ['group:courtyard', 'private:wang', 'private:chen', 'private:zhao']) {
        await list.choose(id, 'read')
      }
      const empty = await lin.find('#empty-filter', '.empty-state__title')
      expect(await empty.text()).toBe(words.allRead)
      await list.filter(words.all)
    })

    it('keeps a draft in the row and in the field', async () => {
      await chat.open('private:zhao')
      await chat.type('我下班去拿')
      await list.back()
      await list.rowWhen('private:zhao', 'the draft', (row) => row.prefix === words.draft)
      await chat.open('private:zhao')
      await lin.until('the draft again', async () => (await chat.typed()) === '我下班去拿')
      await chat.type('')
      await list.back()
      await list.rowWhen('private:zhao', 'no draft', ({ prefix }) => prefix === '')
    })

    it('tells who is typing, until they have said it', async () => {
      const theirs = chen.stores.openChat('private:lin')
      await theirs.open()
      theirs.setDraft('就')
      await list.rowWhen('private:chen', 'typing', ({ typing }) => typing === words.typing)
      theirs.send('就来')
      await list.rowWhen(
        'private:chen',
        'said',
        (row) => row.typing === '' && row.preview === '就来',
      )
      theirs.close()
      await list.rowWhen('private:chen', 'unread', ({ unreadCount }) => unreadCount > 0)
      await list.choose('private:chen', 'read')
    })

    it('shows what is on its way and what has failed', async () => {
      await chat.open('private:zhao')
      // Until the faults are taken back.
      await street.im.control('delay-answers', { delayMs: 600_000 })
      await zhao.put('/me/blocks/lin')
      await chat.say('收到')
      await list.back()
      await list.rowWhen('private:zhao', 'on its way', ({ state }) => state === 'sending')
      await street.im.control('clear')
      await list.rowWhen('private:zhao', 'failed', ({ state }) => state === 'failed')
      await zhao.delete('/me/blocks/lin')
      await chat.open('private:zhao')
      const [failed] = (await chat.messages()).filter(({ state }) => state === 'failed')
      await (await (await chat.row(failed.id)).$('.message-row__retry'))!.tap()
      await list.back()
      await list.rowWhen('private:zhao', 'sent', ({ state }) => state === '')
    })

    it('takes a change back that the cloud refuses, and says why', async () => {
      await street.im.control('refuse-acks', { topic: 'setSeAtt', status: 20604 })
      const told = await toastsOf(lin, () => list.choose('private:zhao', 'pin'))
      expect(told).toEqual([words.tooFast])
      await list.rowWhen('private:zhao', 'no pin', ({ isPinned }) => !isPinned)
    })

    it('clears a history after a question; the row stays', async () => {
      await list.answer(true, () => list.choose('private:zhao', 'clear'))
      await list.rowWhen('private:zhao', 'nothing said', ({ preview }) => preview === '')
      await chat.open('private:zhao')
      await chat.messagesWhen('no message', (shown) => shown.length === 0)
      await list.back()
    })
  })
})
