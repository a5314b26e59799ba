const LINK = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]+/g
/** A sentence's own stop or bracket after an address is none of it. */
const SENTENCE_END = /[.,;:!?)\]]+$/

/** Web addresses in a text, as message rows find them. */
export function linksIn(text: string): string[] {
  return (text.match(LINK) ?? []).map((link) => link.replace(SENTENCE_END, ''))
}
