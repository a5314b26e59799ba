import { AppServer } from '../../integration/app-server/helpers/app-server'
import { ImServer } from '../../integration/helpers/im-server'
import type { Phone } from './phone'

/** The two servers a phone talks to, with the demo people in place. */
export interface Neighbourhood {
  readonly im: ImServer
  readonly app: AppServer
  /** Page address that signs this demo person in on these servers. */
  signInUrl(userId: string): string
  /** Signs this demo person in on their phone and resolves once they look at their list, connected. */
  signIn(phone: Phone, userId: string): Promise<void>
  /**
   * Somebody says something, as their client of another make would send it.
   * @param to a person's id, or `group:` and a group's.
   * @param content of the message; words are a text.
   * @param more further fields of the Server API's call, e.g. `objectName` for what is no text.
   */
  says(from: string, to: string, content: string | object, more?: object): Promise<void>
  stop(): Promise<void>
}

const GROUP = 'group:'

/** Resolves once the person looks at their list, connected. */
export async function isHome(phone: Phone): Promise<void> {
  await phone.until('the conversation list', async (page) => {
    if (page.path !== 'pages/conversations/conversations') return false
    const screens = (await page.data('screens')) as object[] | undefined
    return screens !== undefined && screens.length > 0
  })
  await phone.until('no status strip', async (page) => (await page.data('strip')) === null)
}

/** @param imEnv settings of the IM server that differ from the tests' usual ones. */
export async function startNeighbourhood(
  imEnv: Record<string, string> = {},
): Promise<Neighbourhood> {
  const im = await ImServer.start(imEnv)
  const app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
  const signInUrl = (userId: string): string =>
    `/pages/sign-in/sign-in?server=${encodeURIComponent(app.address)}&demo=${userId}`
  return {
    im,
    app,
    signInUrl,
    async signIn(phone, userId) {
      await phone.app.callWxMethod('reLaunch', { url: signInUrl(userId) })
      await isHome(phone)
    },
    async says(from, to, content, more = {}) {
      const [kind, target] = to.startsWith(GROUP)
        ? ['group', to.slice(GROUP.length)]
        : ['private', to]
      await im.api(`/message/${kind}/publish`, {
        fromUserId: from,
        [kind === 'group' ? 'toGroupId' : 'toUserId']: target,
        objectName: 'RC:TxtMsg',
        content: JSON.stringify(typeof content === 'string' ? { content } : content),
        isPersisted: 1,
        ...more,
      })
    },
    async stop() {
      await app.stop()
      await im.stop()
    },
  }
}
