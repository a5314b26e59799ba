import { readFileSync } from 'node:fs'
import path from 'node:path'

import protobuf from 'protobufjs'

import type { RongMessages } from './rong-types'

// Times and versions stay far below 2^53, so 64-bit integers are plain numbers here.
;(protobuf.util as { Long: unknown }).Long = undefined
protobuf.configure()

const { root } = protobuf.parse(readFileSync(path.join(__dirname, 'rong.proto'), 'utf8'), {
  keepCase: true,
})

export type MessageName = keyof RongMessages
export type Message<Name extends MessageName> = RongMessages[Name]

/** What may be given to the encoder: any subset of the fields, at every depth. */
export type Draft<Shape> = Shape extends Uint8Array
  ? Shape
  : Shape extends (infer Item)[]
    ? Draft<Item>[]
    : Shape extends object
      ? { [Field in keyof Shape]?: Draft<Shape[Field]> }
      : Shape

/** A message body that is not the protobuf message its topic asks for. */
export class MalformedBody extends Error {
  override name = 'MalformedBody'
}

const types = new Map<MessageName, protobuf.Type>()

function typeOf(name: MessageName): protobuf.Type {
  let type = types.get(name)
  if (!type) types.set(name, (type = root.lookupType(`rong.${name}`)))
  return type
}

/** Writes a protobuf message. Absent and null fields are left out. */
export function encodeMessage<Name extends MessageName>(
  name: Name,
  message: Draft<Message<Name>>,
): Uint8Array {
  return typeOf(name).encode(message).finish()
}

/**
 * Reads a protobuf message. Absent scalars read as 0, empty text or false; absent messages as null.
 * @throws {MalformedBody} when the bytes are not this message.
 */
export function decodeMessage<Name extends MessageName>(
  name: Name,
  bytes: Uint8Array,
): Message<Name> {
  try {
    return typeOf(name).decode(bytes) as unknown as Message<Name>
  } catch (error) {
    throw new MalformedBody(`The body is not a ${name}.`, { cause: error })
  }
}
