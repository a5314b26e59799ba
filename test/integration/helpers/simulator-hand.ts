import type MiniProgram from 'miniprogram-automator/out/MiniProgram'

/** A toast, dialog or preview over the pages, as a person sees it. */
export interface ShownOverlay {
  /** Names of its parts, e.g. `toast`, `modal-confirm`, `preview`. */
  parts: string[]
  text: string
  /** Addresses of its pictures and videos. */
  media: string[]
}

/** A file as a person has it on the phone. */
export interface PhoneFile {
  name: string
  /** MIME type. */
  type: string
  bytes: Buffer
}

/** Ms the phone may take to open a chooser. */
const PATIENCE_MS = 45_000

interface Wire {
  connection: { send(method: string, params?: object): Promise<unknown> }
}

/** `Sim.*`: what the simulator answers beyond the protocol of WeChat's tools. */
function send<Answer>(app: MiniProgram, method: string, params: object = {}): Promise<Answer> {
  return (app as unknown as Wire).connection.send(method, params) as Promise<Answer>
}

/** What stands over the pages, the lowest first. */
export async function overlays(app: MiniProgram): Promise<ShownOverlay[]> {
  return (await send<{ overlays: ShownOverlay[] }>(app, 'Sim.getOverlays')).overlays
}

/** Presses a part of an overlay by its name. */
export async function press(app: MiniProgram, part: string, index = 0): Promise<void> {
  await send(app, 'Sim.press', { part, index })
}

/** Picks files in the chooser that is open or about to open; none leaves it. */
export async function pickFiles(app: MiniProgram, files: readonly PhoneFile[]): Promise<void> {
  const offered = files.map(({ name, type, bytes }) => ({
    name,
    type,
    base64: bytes.toString('base64'),
  }))
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    try {
      await send(app, 'Sim.chooseFiles', { files: offered })
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** A person goes to another app, and comes back to this one. */
export async function goAway(app: MiniProgram): Promise<void> {
  await send(app, 'Sim.command', { name: 'background' })
}

export async function comeBack(app: MiniProgram): Promise<void> {
  await send(app, 'Sim.command', { name: 'foreground' })
}

/** Ends the mini-program and starts it anew; resolves once a page of the new one is up. */
export async function restart(app: MiniProgram): Promise<void> {
  await app.evaluate(() => {
    const marked = globalThis as unknown as { isOld?: boolean }
    marked.isOld = true
  })
  await send(app, 'Sim.command', { name: 'restart' })
  // What is asked while the old one goes is not answered.
  const isOld = (): Promise<unknown> =>
    app
      .evaluate(() => (globalThis as unknown as { isOld?: boolean }).isOld === true)
      .catch(() => true)
  for (const deadline = Date.now() + PATIENCE_MS; await isOld();) {
    if (Date.now() > deadline) throw new Error('the mini-program did not start again')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  // The automator remembers pages by numbers, which begin anew.
  const { pageMap } = app as unknown as { pageMap: Map<number, unknown> }
  pageMap.clear()
}
