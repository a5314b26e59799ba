import { elementAt } from '../runtime/tree'
import { make } from '../shell/dom'
import type { Page } from './page'

/** What `onShareAppMessage` answers. */
interface ShareMessage {
  title?: string
  path?: string
  imageUrl?: string
  promise?: Promise<ShareMessage>
}

/** Source: WeChat docs, `Page`, onShareAppMessage: a promise counts when it resolves within three seconds. */
const PROMISE_LIMIT_MS = 3000

/** Asks a page what it shares and shows that over the phone until the person taps it away. */
export async function sharePage(
  page: Page,
  from: 'button' | 'menu',
  button: HTMLElement | undefined,
  overlay: HTMLElement,
  fallbackTitle: string,
): Promise<void> {
  if (!page.has('onShareAppMessage')) throw new Error('the page cannot be shared')
  const element = button && elementAt(button)
  const target = element && { id: element.id, dataset: { ...element.dataset } }
  const answer = (page.call('onShareAppMessage', { from, target }) ?? {}) as ShareMessage
  const message = { ...answer, ...(await inTime(answer.promise)) }
  const card = make(
    'div',
    'share-card',
    make('strong', '', message.title ?? fallbackTitle),
    make('p', '', message.path ?? `/${page.path}`),
  )
  card.onclick = () => card.remove()
  overlay.append(card)
}

async function inTime(promise: Promise<ShareMessage> | undefined): Promise<ShareMessage> {
  if (!promise) return {}
  const limit = new Promise<ShareMessage>((resolve) => {
    window.setTimeout(() => resolve({}), PROMISE_LIMIT_MS)
  })
  return Promise.race([promise.catch(() => ({})), limit])
}
