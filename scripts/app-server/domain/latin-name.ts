import { pinyin } from 'pinyin-pro'

/**
 * A name in lower-case Latin letters, as address books sort and find it: `林晓` is `lin xiao`, `Élodie` is `elodie`.
 * What has no Latin form stays as it is.
 */
export function latinName(name: string): string {
  // A Chinese name begins with the surname, where some characters are read in a way of their own (曾 zeng).
  const read = pinyin(name.trim(), {
    toneType: 'none',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  })
  const plain = read.normalize('NFD').replace(/\p{M}/gu, '')
  return plain.replace(/\s+/g, ' ').toLowerCase()
}

/** The letter of an address book's index, `A`-`Z`, or `#` for all others. */
export function initialOf(latin: string): string {
  return /^[a-z]/.test(latin) ? latin.charAt(0).toUpperCase() : '#'
}

/** Order of an address book: by letter, those without one last. */
export function compareLatin(a: string, b: string): number {
  const isOther = Number(initialOf(a) === '#') - Number(initialOf(b) === '#')
  return isOther || (a < b ? -1 : Number(a > b))
}
