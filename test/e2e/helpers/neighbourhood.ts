import { AppServer } from '../../integration/app-server/helpers/app-server'
import { ImServer } from '../../integration/helpers/im-server'

/** The two servers a phone talks to, with the demo people in place. */
export interface Neighbourhood {
  readonly im: ImServer
  readonly app: AppServer
  /** Page address that signs this demo person in on these servers. */
  signInUrl(userId: string): string
  stop(): Promise<void>
}

/** @param imEnv settings of the IM server that differ from the tests' usual ones. */
export async function startNeighbourhood(
  imEnv: Record<string, string> = {},
): Promise<Neighbourhood> {
  const im = await ImServer.start(imEnv)
  const app = await AppServer.start({ databaseUrl: 'pglite:memory', im })
  return {
    im,
    app,
    signInUrl: (userId) =>
      `/pages/sign-in/sign-in?server=${encodeURIComponent(app.address)}&demo=${userId}`,
    async stop() {
      await app.stop()
      await im.stop()
    },
  }
}
