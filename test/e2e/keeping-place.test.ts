import { SdkPerson } from '../integration/helpers/sdk-person'
import { ChatScreen } from './helpers/chat-screen'
import { launchDrawnPhone, type DrawnPhone } from './helpers/drawn-phone'
import { ListView } from './helpers/list-view'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { writeDays } from './helpers/past-days'
import { drawStreet } from './helpers/sample-media'
import { startSlowFiles, type SlowFiles } from './helpers/slow-files'

jest.setTimeout(120_000)

/** Longer than it takes to open a chat and to scroll in it. */
const SLOW_LINK_MS = 6_000
/** More than are loaded one page after the other. */
const MANY = 1_100
const LONG = Array.from({ length: 12 }, (_, n) => `line ${n}`).join('\n')

/** The list changes around somebody who reads, and what they read stays where it is. */
describe('a reader’s place', () => {
  let street: Neighbourhood
  let lin: DrawnPhone
  let chen: SdkPerson
  let chat: ChatScreen
  let list: ListView
  let files: SlowFiles

  beforeAll(async () => {
    street = await startNeighbourhood()
    await writeDays(street, 2, 50)
    chen = await SdkPerson.connected(street.im, 'chen')
    lin = await launchDrawnPhone('lin-keeps-place')
    files = await startSlowFiles(await drawStreet(lin.browser, 240, 960))
    chat = new ChatScreen(lin)
    list = new ListView(lin)
    await lin.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await atTop('pages/conversations/conversations')
    await lin.until('no status strip', async (page) => (await page.data('strip')) === null)
  })
  afterAll(async () => {
    await files?.stop()
    await lin?.close()
    await chen?.leave()
    await street?.stop()
  })

  const atTop = (path: string): Promise<true> =>
    lin.until(path, async (page) => (page.path === path ? (true as const) : false))
  const toLin = () => chen.conversation('private', 'lin')
  const say = async (text: string): Promise<string> => {
    const { data } = await chen.say(toLin(), text)
    return data!.messageUId
  }
  const edit = async (messageUId: string, content: string): Promise<void> => {
    const { code } = await chen.sdk.modifyMessageWithParams({
      conversation: toLin(),
      messageUId,
      messageContent: { content },
    })
    expect(code).toBe(0)
    await chat.sees(content)
  }

  it('is the same when the page of history comes to rows the phone had kept', async () => {
    await chat.open('private:chen')
    await chat.sees('Day 2, 50')
    await lin.app.callWxMethod('navigateBack')
    await atTop('pages/conversations/conversations')
    for (const n of [1, 2, 3]) await say(`while away ${n}`)
    const badge = await lin.find('#conversation-private-chen', 'badge', '.badge')
    await lin.until('three', async () => (await badge.text()) === '3')
    await street.im.control('delay-answers', { delayMs: SLOW_LINK_MS, userIds: ['lin'] })
    await chat.open('private:chen')
    await chat.sees('Day 2, 50')
    const drift = await list.drift(-500, () => chat.sees('while away 3'))
    await street.im.control('clear', { userIds: ['lin'] })
    expect(drift).toBeLessThanOrEqual(1)
    const texts = await chat.texts()
    expect(new Set(texts).size).toBe(texts.length)
    await (await lin.find('#pill')).tap()
    await list.shows((await chat.sees('while away 3')).id)
  })

  it('is the same when far more came than a page holds, and the pill leads to the newest', async () => {
    await lin.app.callWxMethod('navigateBack')
    await atTop('pages/conversations/conversations')
    const until = Date.now()
    const messages = Array.from({ length: MANY }, (_, n) => ({
      fromUserId: 'chen',
      toUserId: 'lin',
      classname: 'RC:TxtMsg',
      content: JSON.stringify({ content: `of many ${n + 1}` }),
      sentAt: until - MANY + n,
    }))
    await street.im.control('write-past', { messages })
    await street.im.control('delay-answers', { delayMs: SLOW_LINK_MS, userIds: ['lin'] })
    await chat.open('private:chen')
    await chat.sees('while away 3')
    const drift = await list.drift(-500, () =>
      lin.until('more below', async (page) => (await page.data('hasLater')) === true),
    )
    await street.im.control('clear', { userIds: ['lin'] })
    expect(drift).toBeLessThanOrEqual(1)
    expect(await chat.texts()).toContain('while away 3')
    await (await lin.find('#pill')).tap()
    await list.shows((await chat.sees(`of many ${MANY}`)).id)
  })

  it('is the same when a picture above it comes late, whose size nobody told', async () => {
    const content = { content: '', imageUri: `${files.address}/street.jpg` }
    const { code } = await chen.sdk.sendMessage(toLin(), new chen.sdk.ImageMessage(content))
    expect(code).toBe(0)
    for (let n = 1; n <= 20; n += 1) await say(`below the picture ${n}`)
    await chat.sees('below the picture 20')
    const { id } = await chat.sees('below the picture 1')
    await list.scrollBy((await list.offsetOf(id))!)
    await lin.until('the picture half loaded', async () =>
      (await lin.frame()).evaluate(isPicture, false),
    )
    const drift = await list.drift(0, async () => {
      files.goOn()
      await lin.until('the picture', async () => (await lin.frame()).evaluate(isPicture, true))
    })
    expect(drift).toBeLessThanOrEqual(1)
  })

  it('is the same when a message above it grows', async () => {
    const uid = await say('soon longer')
    for (let n = 1; n <= 30; n += 1) await say(`below it ${n}`)
    await chat.sees('below it 30')
    await list.scrollToEnd()
    const drift = await list.drift(-300, () => edit(uid, LONG))
    expect(drift).toBeLessThanOrEqual(1)
  })

  it('is the end of the list when what stands there grows', async () => {
    const uid = await say('last')
    await chat.sees('last')
    await list.scrollToEnd()
    await edit(uid, `last\n${LONG}`)
    await lin.settle()
    const { scrollTop, height, scrollHeight } = await list.box()
    expect(Math.abs(scrollHeight - scrollTop - height)).toBeLessThanOrEqual(1)
  })
})

/** Runs in the page. */
function isPicture(hasCome: boolean): boolean {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('[class*="picture"] img')]
  return pictures.some(({ complete, naturalWidth }) => (complete && naturalWidth > 0) === hasCome)
}
