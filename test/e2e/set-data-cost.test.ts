import { ChatScreen } from './helpers/chat-screen'
import { startNeighbourhood, type Neighbourhood } from './helpers/neighbourhood'
import { launchPhone, type Phone } from './helpers/phone'

jest.setTimeout(240_000)

interface MeteredPage {
  setData(data: object, done?: () => void): void
  sentToView: number[]
}

/** What a page sent to the view since the meter was put on: bytes of each call, as JSON. */
async function putMeterOn(phone: Phone): Promise<void> {
  await phone.app.evaluate(() => {
    const page = getCurrentPages().pop() as unknown as MeteredPage
    const setData = page.setData
    page.sentToView = []
    page.setData = function (data, done) {
      page.sentToView.push(JSON.stringify(data).length)
      setData.call(this, data, done)
    }
  })
}

async function readMeter(phone: Phone): Promise<number[]> {
  return (await phone.app.evaluate(
    () => (getCurrentPages().pop() as unknown as MeteredPage).sentToView,
  )) as number[]
}

/** Resolves once the page has sent nothing to the view over ten looks in a row. */
async function quiet(phone: Phone): Promise<void> {
  let calls = -1
  let looks = 0
  await phone.until('a quiet page', async (page) => {
    // The floating date goes by itself a moment after the reader stops.
    if (await page.data('floatingDate')) return false
    const now = (await readMeter(phone)).length
    looks = now === calls ? looks + 1 : 0
    calls = now
    return looks >= 10
  })
}

describe('what one incoming message costs', () => {
  let street: Neighbourhood
  let lin: Phone
  let chat: ChatScreen
  let publishedCount = 0

  beforeAll(async () => {
    street = await startNeighbourhood()
    lin = await launchPhone('meter')
    chat = new ChatScreen(lin)
    await lin.app.callWxMethod('reLaunch', { url: street.signInUrl('lin') })
    await lin.until(
      'the conversation list',
      async (page) => page.path === 'pages/conversations/conversations',
    )
  })
  afterAll(async () => {
    await lin?.close()
    await street?.stop()
  })

  /** Chen says something, by the back end. Texts have equal length, so that rows have equal bytes. */
  const chenSays = async (): Promise<string> => {
    const text = `Message number ${String(++publishedCount).padStart(5, '0')}`
    const { code } = await street.im.api('/message/private/publish', {
      fromUserId: 'chen',
      toUserId: 'lin',
      objectName: 'RC:TxtMsg',
      content: JSON.stringify({ content: text }),
      isPersisted: 1,
    })
    expect(code).toBe(200)
    return text
  }

  it('is one setData of its own row, the same with 20, 200 and 1,000 messages in the list', async () => {
    const bytes: number[] = []
    for (const count of [20, 200, 1000]) {
      while (publishedCount < count - bytes.length) await chenSays()
      await chat.open('private:chen')
      await lin.until(`${count} messages in the list`, async (page) => {
        if ((await chat.count()) >= publishedCount) return true
        await chat.scrollToTop()
        return !(await page.data('hasEarlier'))
      })
      expect(await chat.count()).toBeGreaterThanOrEqual(count - bytes.length)
      // Back to the newest, where an incoming message also moves the list.
      await lin.page().then((page) => page.callMethod('onPillTap'))
      await lin.until('the newest message', async (page) => !(await page.data('isFarUp')))
      await putMeterOn(lin)
      await quiet(lin)
      const before = (await readMeter(lin)).length
      await chat.sees(await chenSays())
      await quiet(lin)
      const calls = (await readMeter(lin)).slice(before)
      expect(calls).toHaveLength(1)
      bytes.push(calls[0])
      await lin.app.callWxMethod('navigateBack')
      await lin.until(
        'the conversation list',
        async (page) => page.path === 'pages/conversations/conversations',
      )
    }
    console.log(
      `one incoming message: ${bytes.join(' / ')} bytes with 20 / 200 / 1,000 in the list`,
    )
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1536)
    expect(Math.max(...bytes) / Math.min(...bytes)).toBeLessThanOrEqual(1.05)
  })
})
