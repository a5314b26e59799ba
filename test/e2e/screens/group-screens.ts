import { rowsOf } from '../../integration/helpers/hutong-phone'
import { ListScreen } from '../helpers/list-screen'
import { CHAT, type ScreenTour } from '../helpers/screen-tour'
import { answering, everyGroupNotice, mentioning, notice, text } from '../helpers/street-talk'

const COURTYARD = { from: 'zhao', to: 'courtyard', isGroup: true }

/** More messages than one call of history brings. */
const HOUSES = 130
const CALLED = 60
const QUOTED = 70

/** A group: what happens to it, who is meant, who has read, who alone gets it; and a long one one comes back to. */
export function groupScreens(tourNow: () => ScreenTour): void {
  it('a group not opened yet: unread, called, new', async () => {
    const tour = tourNow()
    const { lin, phone, shows, talk } = tour
    const uids: string[] = []
    for (let n = 1; n <= HOUSES; n++) {
      const said =
        n === CALLED ? mentioning('lin', '@林晓 你家的呢?') : text(`第 ${n} 家已经交了钥匙`)
      uids.push(await talk.say(COURTYARD, said))
    }
    await talk.say(
      COURTYARD,
      answering('zhao', uids[QUOTED - 1], `第 ${QUOTED} 家已经交了钥匙`, '放在哪里了?'),
    )
    const isWhole = ({ unreadCount }: { unreadCount: number }) => unreadCount > HOUSES
    await new ListScreen(phone).rowWhen('group:courtyard', 'all of them', isWhole)
    await lin.chat.open('group:courtyard')
    await phone.find('#to-mention')
    await shows('chat-unread')
    const { id } = await lin.chat.sees('放在哪里了?')
    const goToQuoted = async (): Promise<void> => {
      const flash = phone.until('the flash', (page) => page.data('flashId'))
      await Promise.all([flash, tour.call('onRowQuoted', { id })])
    }
    await tour.dateComesAndGoes(goToQuoted)
    await shows('chat-flash', { open: goToQuoted })
    await tour.dateComesAndGoes(() => tour.tap('#to-unread'))
    await shows('chat-unread-first')
    await talk.sayAll(COURTYARD, [text('门口见'), text('好的')])
    await phone.until('two new', async (page) => /2/.test(String(await page.data('pillText'))))
    await phone.settle()
    await shows('chat-new', { open: () => tour.whenData('floatingDate', '') })
    await lin.home()
  })

  it('a group: names, mentions, notices, who has read', async () => {
    const tour = tourNow()
    const { chen, lin, phone, shows, talk } = tour
    await talk.sayAll(COURTYARD, [
      ...everyGroupNotice(),
      notice('苏晴打开了院门'),
      text('周末大扫除,九点院子里集合。'),
      text('带上扫帚'),
      mentioning('lin', '@林晓 你带水桶'),
    ])
    await talk.say({ ...COURTYARD, from: 'su' }, text('我带水果 🍎🍐'))
    await lin.chat.open('group:courtyard')
    await lin.tell('水桶有了,还要什么?')
    const theirs = chen.stores.openChat('group:courtyard')
    await theirs.open()
    await chen.until(() => {
      theirs.receipts.rowsSeen(rowsOf(theirs).map(({ id }) => id))
      return rowsOf(theirs).some((row) => row.text === '水桶有了,还要什么?')
    })
    const own = (
      await lin.chat.messagesWhen('one reader', (rows) => /^1/.test(rows.at(-1)?.readWords ?? ''))
    ).at(-1)!
    theirs.close()
    await shows('group', { height: 1300 })
    const openReaders = async (): Promise<void> => {
      await tour.tap(`#row-${own.id}`, '.message-row__read')
      await phone.find('#readers')
    }
    await shows('readers', { open: openReaders })
    await tour.call('onReadersClose')
  })

  it('whom to mention, and who alone gets a message', async () => {
    const tour = tourNow()
    const { lin, phone, shows } = tour
    await lin.chat.type('@')
    await phone.find('#mentions', '#mention-su')
    await shows('mention-panel')
    await lin.chat.type('@谁呢')
    await phone.find('#mentions', '.mention-panel__none')
    tour.talk.said.add('@谁呢')
    await shows('mention-none')
    await lin.chat.type('')
    await lin.attach('silent')
    await tour.tap('composer', 'plus-panel', '.plus-panel__item--directed')
    const recipients = 'pages-chat/recipients/recipients'
    await lin.isAt(recipients)
    await tour.searches('没有这个人')
    await phone.find('empty-state')
    await shows('recipients-none')
    await tour.searches('')
    await phone.until('members', (page) => page.$('.recipients__member'))
    await tour.call('onChoose', { id: 'chen' })
    await shows('recipients')
    await tour.tap('#done', '.button')
    await lin.isAt(CHAT)
    await phone.find('#note-directed')
    await shows('composer-notes')
    await lin.tell('钥匙在花盆下面')
    for (const name of ['directed', 'silent']) await tour.tap(`#note-${name}`, '.chat__note-close')
    await shows('directed')
    await lin.home()
  })
}
