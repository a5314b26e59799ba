import type { CustomView } from '../../models/rows'
import type { CustomType } from '../../services/im/im-features'

/** A message type of the app's own: how it travels, reads in one line, and looks. */
export interface CustomTypeDefinition extends CustomType {
  /** In one line, for lists, quotes and screen readers. Payloads come from other phones: check them. */
  words(payload: Record<string, unknown>): string
  /**
   * @param expansion pairs attached to the message since: what changes about it.
   * @returns null when the payload is not what it should be: the fallback row is shown.
   */
  view(
    payload: Record<string, unknown>,
    expansion: Readonly<Record<string, string>>,
  ): CustomView | null
  /**
   * A button of the card was tapped.
   * @returns the pairs to attach, or null when the action means nothing now.
   */
  act?(
    name: string,
    payload: Record<string, unknown>,
    expansion: Readonly<Record<string, string>>,
  ): Record<string, string> | null
}
