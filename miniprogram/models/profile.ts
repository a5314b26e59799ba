export interface Profile {
  userId: string
  name: string
  /** Empty when the person has no picture. */
  avatarUrl: string
}

/** Somebody in one's address book. */
export interface Contact extends Profile {
  /** What only this person calls them, their `name` here; empty for none. */
  remark: string
  /** Where the book lists them: `A`-`Z` or `#`. */
  initial: string
  /** The name in lower-case Latin letters, `lin xiao`; empty when the server told none. */
  latinName: string
}

/** One person's wish to be another's contact, while it waits for an answer. */
export interface ContactRequest {
  requestId: string
  fromId: string
  toId: string
  /** What the one who asks has added; empty for nothing. */
  message: string
  /** Unix ms. */
  createdAt: number
}

export interface GroupMember extends Profile {
  role: 'member' | 'admin' | 'owner'
}

export interface GroupProfile {
  groupId: string
  name: string
  avatarUrl: string
  memberCount: number
}

/** What a picture shows when there is none: an initial on one of the eight colours of the theme. */
export interface Avatar {
  url: string
  initial: string
  /** 0-7, derived from the id alone, so a person has one colour everywhere. */
  colorIndex: number
}

export function avatarOf(id: string, name: string, url: string): Avatar {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  const [initial = '?'] = [...(name.trim() || id)]
  return { url, initial: initial.toUpperCase(), colorIndex: hash % 8 }
}
