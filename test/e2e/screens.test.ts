import { HutongPhone } from '../integration/helpers/hutong-phone'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { drawStreet, GIF } from './helpers/sample-media'
import { ROLE_RULES } from './helpers/screen-audit'
import { ScreenWalk } from './helpers/screen-walk'
import {
  everyGroupNotice,
  everyType,
  mentioning,
  notice,
  StreetTalk,
  text,
  type Said,
} from './helpers/street-talk'
import { Walker } from './helpers/walker'

jest.setTimeout(240_000)

/** People, places and languages have one name in every language; a chat history keeps that of its opening. */
const NAMES = /2023年|林晓|陈默|王小雨|赵磊|苏晴|槐树院|大厅|胡同|Hutong|简体中文|English|MIT/
const CHAT = 'pages-chat/chat/chat'
/** CSS px that show every type of message at once. */
const TALL = 4300

/**
 * One walk through every screen: a picture of each in both languages, both themes and with large text, for a person to
 * look over in `test/screenshots/contact-sheet.html`; and what an audit of each finds.
 */
describe('every screen', () => {
  let street: Neighbourhood
  let talk: StreetTalk
  let phone: DrawnPhone
  let chen: HutongPhone
  let lin: Walker
  let walk: ScreenWalk
  let types: Said[]
  const exceptions: string[] = []
  const shows: ScreenWalk['shows'] = (scene, how) => walk.shows(scene, how)

  beforeAll(async () => {
    street = await startNeighbourhood()
    talk = new StreetTalk(street.im)
    ;[phone, chen] = await Promise.all([
      launchDrawnPhone('screens'),
      HutongPhone.of(street.app.address, 'chen'),
    ])
    // A picture taken in the middle of a movement shows nothing that stays.
    await phone.command({ name: 'reducedMotion', isReduced: true })
    phone.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
    lin = new Walker(phone, talk)
    walk = new ScreenWalk(phone, (words) => NAMES.test(words) || talk.hasSaid(words))
  })
  afterAll(async () => {
    await walk?.writeSheet()
    chen?.kill()
    await phone?.close()
    await street?.stop()
  })

  it('sign-in, without a server and with demo people', async () => {
    await phone.open('/pages/sign-in/sign-in?server=http%3A%2F%2F127.0.0.1%3A1')
    await phone.find('#sign-in-failure')
    await shows('sign-in-failed')
    await phone.open(`/pages/sign-in/sign-in?server=${encodeURIComponent(street.app.address)}`)
    await phone.find('#person-lin')
    await shows('sign-in')
  })

  it('a first conversation', async () => {
    await lin.signIn(street, 'lin')
    await shows('conversations-first')
    await lin.chat.open('private:chen')
    await shows('chat-empty')
  })

  it('every type of message, theirs and own', async () => {
    await lin.attachPicture('street.jpg', await drawStreet(phone.browser, 960, 720))
    const pictureUrl = await lin.newestFile()
    await lin.attachPicture('lantern.gif', GIF)
    const gifUrl = await lin.newestFile()
    const quotedUid = await talk.say({ from: 'chen', to: 'lin' }, text('明天早上一起去豆浆店?'))
    types = everyType({
      thumbnail: (await drawStreet(phone.browser, 240, 180)).toString('base64'),
      tallThumbnail: (await drawStreet(phone.browser, 120, 240)).toString('base64'),
      pictureUrl,
      gifUrl,
      quotedUid,
    })
    await talk.sayAll({ from: 'chen', to: 'lin' }, types)
    await lin.chat.messagesWhen('all of them', (rows) => rows.length >= types.length + 3)
    await shows('chat-types-theirs', { height: TALL })
    await lin.home()
    await lin.chat.open('private:wang')
    await talk.sayAll({ from: 'lin', to: 'wang' }, types)
    await lin.chat.messagesWhen('all of them', (rows) => rows.length >= types.length)
    await shows('chat-types-own', { height: TALL })
    await lin.home()
  })

  it('a group: names, mentions, notices, who has read', async () => {
    const group = { from: 'zhao', to: 'courtyard', isGroup: true }
    await talk.sayAll(group, [
      ...everyGroupNotice(),
      notice('苏晴打开了院门'),
      text('周末大扫除,九点院子里集合。'),
      text('带上扫帚'),
      mentioning('lin', '@林晓 你带水桶'),
    ])
    await talk.say({ ...group, from: 'su' }, text('我带水果 🍎🍐'))
    await lin.chat.open('group:courtyard')
    await lin.tell('水桶有了,还要什么?')
    const theirs = chen.stores.openChat('group:courtyard')
    await theirs.open()
    await chen.until(() => {
      const rows = theirs.recentScreens.flatMap((screen) => [...screen.rows])
      theirs.receipts.rowsSeen(rows.map(({ id }) => id))
      return rows.some((row) => row.text === '水桶有了,还要什么?')
    })
    const own = (
      await lin.chat.messagesWhen('one reader', (rows) => /^1/.test(rows.at(-1)?.readWords ?? ''))
    ).at(-1)!
    await shows('group', { height: 1300 })
    const openReaders = async (): Promise<void> => {
      await (await (await lin.chat.row(own.id)).$('.message-row__read'))!.tap()
      await phone.find('#readers')
    }
    await shows('readers', { open: openReaders })
    await (await phone.page()).callMethod('onReadersClose')
    await lin.chat.type('@')
    await phone.find('#mentions', '#mention-su')
    await shows('mention-panel')
    await lin.chat.type('')
    await lin.home()
  })

  it('what a message goes through', async () => {
    await lin.chat.open('private:su')
    await lin.tell('早上好')
    await talk.say({ from: 'su', to: 'lin' }, text('早!今天天气真好'))
    const theirs = await lin.chat.sees('早!今天天气真好')
    await lin.chat.choose(theirs.text, 'quote')
    await shows('quoting')
    await lin.tell('是啊,去公园吧')
    await lin.chat.choose('是啊,去公园吧', 'edit')
    await shows('editing')
    await lin.say('是啊,去北边的公园吧')
    await lin.chat.messagesWhen('edited', (rows) => rows.at(-1)?.isEdited === true)
    await lin.tell('写错了')
    await lin.chat.choose('写错了', 'recall')
    await lin.chat.messagesWhen('recalled', (rows) => rows.at(-1)?.type === 'recalled')
    await street.im.api('/user/blacklist/add', { userId: 'su', blackUserId: 'lin' })
    await lin.say('还在吗')
    await lin.chat.messagesWhen('failed', (rows) => rows.at(-1)?.state === 'failed')
    await street.im.api('/user/blacklist/remove', { userId: 'su', blackUserId: 'lin' })
    await lin.stallUploads(42)
    await lin.attachPicture('slow.jpg', await drawStreet(phone.browser, 960, 720))
    await lin.say('这条排在后面')
    await lin.chat.messagesWhen('it waits', (rows) => rows.at(-1)?.text === '这条排在后面')
    await shows('message-states', { height: 1200 })
    const openMenu = async (): Promise<void> => {
      await (await phone.page()).callMethod('onMenuClose')
      await lin.chat.openMenu(theirs.id)
    }
    await shows('message-menu', { open: openMenu })
    await (await phone.page()).callMethod('onMenuClose')
    await lin.chat.choose(theirs.text, 'select')
    await shows('selecting')
    await (await phone.page()).callMethod('onSelectionCancel')
  })

  it('every face of the composer', async () => {
    await (await phone.find('composer', '.composer__emoji')).tap()
    await shows('emoji-panel')
    await (await phone.find('composer', '.composer__plus')).tap()
    await shows('plus-panel')
    await (await phone.find('composer', '.composer__voice')).tap()
    await phone.app.native().authorizeAllow()
    await shows('hold-to-talk')
    const key = await phone.find('composer', 'hold-to-talk', '.hold-to-talk')
    const finger = { identifier: 0, pageX: 200, pageY: 780, clientX: 200, clientY: 780 }
    await lin.touch(key, 'touchstart', [finger])
    await phone.find('composer', 'hold-to-talk', '.hold-to-talk__time')
    await shows('recording')
    await lin.touch(key, 'touchmove', [{ ...finger, pageY: 400, clientY: 400 }])
    await lin.touch(key, 'touchend', [])
    await (await phone.find('composer', '.composer__voice')).tap()
    talk.said.add('一行\n两行\n三行\n四行\n五行\n六行')
    await lin.chat.type('一行\n两行\n三行\n四行\n五行\n六行')
    await shows('composer-tall')
    await lin.chat.type('晚上去吃面吗')
    talk.said.add('晚上去吃面吗')
    await lin.home()
  })

  it('a chat history, and whom to send it to', async () => {
    await lin.chat.open('private:chen')
    const history = (await lin.chat.messages()).find(({ type }) => type === 'combine')!
    await (await (await lin.chat.row(history.id)).$('.message-row__bubble'))!.tap()
    await lin.isAt('pages-chat/record/record')
    await shows('record')
    await lin.backTo(CHAT)
    await lin.chat.choose('周末大扫除,九点集合', 'forward')
    await lin.isAt('pages-chat/forward/forward')
    await shows('forward')
    await lin.backTo(CHAT)
    await lin.attach('contact')
    await lin.isAt('pages-chat/people/people')
    await shows('people')
    await lin.backTo(CHAT)
    await lin.home()
  })

  it('every mark of the list of conversations', async () => {
    await lin.conversations('setPinned', 'private:chen', true)
    await lin.conversations('setMuted', 'private:wang', true)
    await lin.conversations('markUnread', 'private:chen')
    const bill = { from: 'zhao', to: 'lin' }
    await Promise.all(Array.from({ length: 101 }, () => talk.say(bill, text('发票我放门卫那里了'))))
    await talk.say(
      { from: 'wang', to: 'lin' },
      text('Did you see the new tea house at the corner?'),
    )
    const group = { from: 'zhao', to: 'courtyard', isGroup: true }
    await talk.say(group, mentioning('lin', '@林晓 记得水桶'))
    await talk.notify('lin', {
      type: 'RC:ContactNtf',
      content: {
        operation: 'Request',
        sourceUserId: 'su',
        targetUserId: 'lin',
        message: '我是苏晴',
      },
    })
    await phone.find('#conversation-system-hutong')
    const toLin = chen.stores.openChat('private:lin')
    await toLin.open()
    toLin.composing.input('我', 1)
    await phone.find('#conversation-private-chen', '.conversation-row__preview--typing')
    await shows('conversations')
    toLin.close()
    const openMenu = async (): Promise<void> => {
      const detail = { id: 'private:chen', x: 200, y: 300 }
      await (await phone.page()).callMethod('onRowMenu', { detail })
    }
    await shows('conversation-menu', { open: openMenu })
    await (await phone.page()).callMethod('onMenuClose')
    const field = await phone.find('#search', '.search-field__input')
    await lin.write(field, '茶')
    await phone.until('hits', async (page) => Boolean(await page.data('searchText')))
    await shows('search')
    await lin.write(field, 'zzzz')
    await phone.find('#none-found')
    await shows('search-none')
    await (await phone.find('#search', '.search-field__clear')).tap()
  })

  it('a chat with more than fits the screen', async () => {
    await lin.chat.open('private:zhao')
    await lin.chat.messagesWhen('a page of them', (rows) => rows.length > 10)
    await shows('chat-unread')
    await lin.home()
  })

  it('tags, contacts, rooms, oneself, what this is', async () => {
    await lin.goTo('pages-more/tags/tags')
    await shows('tags-empty')
    for (const name of ['茶馆', 'Neighbours']) {
      await lin.write(await phone.find('#new-tag'), name)
      await (await phone.find('#create', '.button')).tap()
      await phone.until(name, async (page) =>
        JSON.stringify(await page.data('rows')).includes(name),
      )
    }
    await shows('tags')
    await lin.home()
    for (const tab of ['contacts', 'rooms', 'me']) {
      await lin.goToTab(tab)
      await shows(tab)
    }
    for (const [scene, route, query] of [
      ['about', 'sdk/about/about'],
      ['blocked', 'pages-more/blocked/blocked'],
      ['requests', 'pages-more/requests/requests'],
      ['notices', 'pages-more/notices/notices', '?key=system:hutong'],
    ]) {
      await lin.goTo(route, query)
      await shows(scene)
      await lin.backTo('pages/me/me')
    }
  })

  it('a room', async () => {
    await lin.goTo('pages-chat/room/room', '?id=lobby')
    await phone.until('inside', async (page) => (await page.data('isInside')) === true)
    await shows('room-empty')
    await lin.tell('大家晚上好')
    await lin.tell('The lanterns are up 🏮')
    await shows('room')
    await lin.backTo('pages/me/me')
  })

  it('no network, and signed in elsewhere', async () => {
    await lin.goToTab('conversations')
    await phone.command({ name: 'network', isConnected: false })
    await phone.find('#strip', '.status-strip--warn')
    await shows('offline')
    await phone.command({ name: 'network', isConnected: true })
    await lin.isOnline()
    await street.im.control('disconnect', { userId: 'lin', status: 1 })
    await phone.find('#strip', '.status-strip--error')
    await shows('kicked')
  })

  it('says what every control is', () => {
    expect(walk.findings(...ROLE_RULES)).toEqual([])
  })
  it('has a contrast of 4.5 at least', () => {
    expect(walk.findings('color-contrast')).toEqual([])
  })
  it('gives every finger 88 rpx', () => {
    expect(walk.findings('touch-target')).toEqual([])
  })
  it('cuts and covers no words, also where text is large', () => {
    expect(walk.findings('cut', 'overlap')).toEqual([])
  })
  it('speaks one language at a time', () => {
    expect(walk.findings('language')).toEqual([])
  })
  it('stands still for those who asked for less motion', () => {
    expect(walk.findings('motion')).toEqual([])
  })
  it('comes up without an exception', () => {
    expect(exceptions).toEqual([])
  })
})
