import type { CustomTypeDefinition } from './custom-type'
import { orderCard } from './order-card'

/** Every message type of this app's own. To add one: write it beside `order-card.ts`, name it here. */
export const CUSTOM_TYPES: readonly CustomTypeDefinition[] = [orderCard]

const byObjectName = new Map(CUSTOM_TYPES.map((type) => [type.objectName, type]))

export function customType(objectName: string): CustomTypeDefinition | undefined {
  return byObjectName.get(objectName)
}
