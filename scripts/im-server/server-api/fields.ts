import Type from 'typebox'

/**
 * Kinds of fields. On the wire all are text, a list is a repeated key and a map is `name[key]=value`;
 * `readForm` turns them into what these schemas say.
 */

/** 30 days: the longest mute, ban or block. */
const LONGEST_MINUTES = 43_200

/** Records by id are plain objects, which have these names already. */
const takenNames = Object.getOwnPropertyNames(Object.prototype).join('|')
const idPattern = `^(?!(?:${takenNames})$)[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$`

/** Names a user, group or room. */
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: idPattern })

/** One to `limit` ids; the same one given twice counts once. */
export const Ids = (limit: number) => Type.Array(Id, { minItems: 1, maxItems: limit })

export const Text = (limit: number) => Type.String({ minLength: 1, maxLength: limit })

/** Up to `limit` texts of any length the schema `Text` allows. */
export const Texts = (limit: number, length: number) =>
  Type.Array(Text(length), { minItems: 1, maxItems: limit })

/** `0` or `1`, as the API writes switches; `true` and `false` are the same. */
export const Flag = Type.Optional(Type.Boolean())

export const Whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

/** Unix time in milliseconds. */
export const Time = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const Minutes = Whole(1, LONGEST_MINUTES)

/** 0: until it is lifted. */
export const MinutesOrEndless = Whole(0, LONGEST_MINUTES)

/** `name[<id>]=<text>`. */
export const Names = Type.Record(Type.String({ pattern: idPattern }), Type.String())

/** What calls on rooms may say besides: whether the room is told, and words of the app's own. */
export const Told = { needNotify: Flag, extra: Type.Optional(Text(4096)) }
