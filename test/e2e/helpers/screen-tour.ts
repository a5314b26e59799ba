import { HutongPhone } from '../../integration/helpers/hutong-phone'
import { launchDrawnPhone, type DrawnPhone } from './drawn-phone'
import { startNeighbourhood, type Neighbourhood } from './neighbourhood'
import type { Element } from './phone'
import { drawStreet } from './sample-media'
import { ScreenWalk } from './screen-walk'
import { StreetTalk, text } from './street-talk'
import { Walker } from './walker'

/** People, places and languages have one name in every language; a chat history keeps that of its opening. */
const NAMES = /2023年|林晓|陈默|王小雨|赵磊|苏晴|槐树院|大厅|胡同|Hutong|简体中文|English|MIT/

export const CHAT = 'pages-chat/chat/chat'

/** Lin goes from screen to screen on one phone, and every screen is looked at; Chen answers from a phone nobody sees. */
export class ScreenTour {
  readonly exceptions: string[] = []
  readonly shows: ScreenWalk['shows'] = (scene, how) => this.walk.shows(scene, how)

  private constructor(
    readonly street: Neighbourhood,
    readonly talk: StreetTalk,
    readonly phone: DrawnPhone,
    readonly lin: Walker,
    readonly chen: HutongPhone,
    readonly walk: ScreenWalk,
  ) {}

  static async start(): Promise<ScreenTour> {
    const street = await startNeighbourhood()
    const talk = new StreetTalk(street.im)
    const [phone, chen] = await Promise.all([
      launchDrawnPhone('screens'),
      HutongPhone.of(street.app.address, 'chen'),
    ])
    // A picture taken in the middle of a movement shows nothing that stays.
    await phone.command({ name: 'reducedMotion', isReduced: true })
    const walk = new ScreenWalk(phone, (words) => NAMES.test(words) || talk.hasSaid(words))
    const tour = new ScreenTour(street, talk, phone, new Walker(phone, talk), chen, walk)
    phone.app.on('exception', (error: unknown) => tour.exceptions.push(JSON.stringify(error)))
    return tour
  }

  async stop(): Promise<void> {
    await this.walk.writeSheet()
    this.chen.kill()
    await this.phone.close()
    await this.street.stop()
  }

  async tap(...selectors: string[]): Promise<void> {
    await (await this.phone.find(...selectors)).tap()
  }

  /** A method of the page on top, as its template calls it. */
  async call(method: string, detail?: object): Promise<void> {
    await (await this.phone.page()).callMethod(method, ...(detail ? [{ detail }] : []))
  }

  /** Resolves once the data of the page on top has this value at this path. */
  async whenData(path: string, value: unknown): Promise<void> {
    await this.phone.until(
      `${path} = ${JSON.stringify(value)}`,
      async (page) => JSON.stringify(await page.data(path)) === JSON.stringify(value),
    )
  }

  async write(words: string, ...selectors: string[]): Promise<void> {
    await this.lin.write(await this.phone.find(...selectors), words)
  }

  /** Writes into the search field of the page on top; empty ends the search. */
  async searches(words: string): Promise<void> {
    await this.write(words, '#search', '.search-field__input')
  }

  /** A part of the newest message with this text. */
  async part(words: string, selector: string): Promise<Element> {
    const { id } = await this.lin.chat.sees(words)
    return this.phone.find(`#row-${id}`, selector)
  }

  /** Chen, Su... says a text to Lin, who sees it. */
  async hears(from: string, words: string): Promise<void> {
    await this.talk.say({ from, to: 'lin' }, text(words))
    await this.lin.chat.sees(words)
  }

  /** Opens a page over the one on top, shows it and goes back. */
  async showsPage(
    scene: string,
    route: string,
    query = '',
    how?: Parameters<ScreenWalk['shows']>[1],
  ): Promise<void> {
    const { path } = await this.phone.page()
    await this.lin.goTo(route, query)
    await this.shows(scene, how)
    await this.lin.backTo(path)
  }

  /** Nothing that was touched still looks so. */
  async fingerIsOff(): Promise<void> {
    const frame = await this.phone.frame()
    await this.phone.until('no finger', async () => !(await frame.$('[class*="--hover"]')))
  }

  /** Does what scrolls a list, and resolves once the day that floats over it for a moment has gone. */
  async dateComesAndGoes(scroll: () => Promise<void>): Promise<void> {
    await this.whenData('floatingDate', '')
    await Promise.all([this.phone.until('a date', (page) => page.data('floatingDate')), scroll()])
    await this.whenData('floatingDate', '')
  }

  /** A picture as a camera takes it. */
  drawStreet(): Promise<Buffer> {
    return drawStreet(this.phone.browser, 960, 720)
  }

  async goOffline(): Promise<void> {
    await this.phone.command({ name: 'network', isConnected: false })
    await this.phone.until(
      'no network',
      () => this.phone.app.evaluate(isOffline) as Promise<boolean>,
    )
  }

  async goOnline(): Promise<void> {
    await this.phone.command({ name: 'network', isConnected: true })
    await this.lin.isOnline()
  }
}

/** Runs in the app. */
function isOffline(): boolean {
  const app = getApp() as unknown as { stores: { session: { status: string } } }
  return app.stores.session.status === 'offline'
}
