import { t } from '../../i18n/t'
import type { CustomView } from '../../models/rows'
import type { CustomTypeDefinition } from './custom-type'

/** The pair that tells how far an order is; absent while it waits to be paid. */
const STATE_KEY = 'orderState'

type OrderState = 'waiting' | 'paid' | 'shipped' | 'cancelled'

/** Where each state may go, and on whose tap. */
const NEXT: Record<OrderState, readonly { name: OrderState; words: Parameters<typeof t>[0] }[]> = {
  waiting: [
    { name: 'paid', words: 'order.pay' },
    { name: 'cancelled', words: 'order.cancel' },
  ],
  paid: [{ name: 'shipped', words: 'order.ship' }],
  shipped: [],
  cancelled: [],
}
const TONES: Record<OrderState, CustomView['tone']> = {
  waiting: 'warn',
  paid: 'ok',
  shipped: 'ok',
  cancelled: 'plain',
}

interface Order {
  orderId: string
  title: string
  /** In hundredths of the currency's unit. */
  cents: number
}

/**
 * The worked example of a type of one's own: a card whose message never changes while its state does,
 * by message expansion, on the phones of both people at once.
 */
export const orderCard: CustomTypeDefinition = {
  objectName: 'app:Order',
  isPersisted: true,
  isCounted: true,
  isStatus: false,
  words(payload) {
    return `${t('order.label')} ${orderOf(payload)?.title ?? ''}`.trim()
  },
  view(payload, expansion) {
    const order = orderOf(payload)
    if (order === null) return null
    const state = stateOf(expansion)
    return {
      view: 'order',
      title: order.title,
      lines: [t('order.number', { id: order.orderId }), `¥${(order.cents / 100).toFixed(2)}`],
      status: t(`order.${state}`),
      tone: TONES[state],
      actions: NEXT[state].map(({ name, words }) => ({ name, text: t(words) })),
    }
  },
  act(name, payload, expansion) {
    const isAllowed = NEXT[stateOf(expansion)].some((next) => next.name === name)
    return isAllowed && orderOf(payload) !== null ? { [STATE_KEY]: name } : null
  },
}

function orderOf({ orderId, title, cents }: Record<string, unknown>): Order | null {
  if (typeof orderId !== 'string' || typeof title !== 'string') return null
  return typeof cents === 'number' && Number.isFinite(cents) ? { orderId, title, cents } : null
}

function stateOf(expansion: Readonly<Record<string, string>>): OrderState {
  const state = expansion[STATE_KEY]
  return state === 'paid' || state === 'shipped' || state === 'cancelled' ? state : 'waiting'
}
