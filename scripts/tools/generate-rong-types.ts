import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import prettier from 'prettier'
import protobuf from 'protobufjs'

const folder = path.join(__dirname, '../im-server/protocol')
const target = path.join(folder, 'rong-types.ts')

const scalars: Record<string, string> = {
  int32: 'number',
  int64: 'number',
  bool: 'boolean',
  string: 'string',
  bytes: 'Uint8Array',
}

function fieldType(field: protobuf.Field): string {
  field.resolve()
  if (field.resolvedType instanceof protobuf.Enum) return 'number'
  if (field.resolvedType) return field.resolvedType.name
  const scalar = scalars[field.type]
  if (!scalar) throw new Error(`rong.proto uses ${field.type}, which has no TypeScript type here.`)
  return scalar
}

function fieldLine(field: protobuf.Field): string {
  const type = fieldType(field)
  if (field.repeated) return `  ${field.name}: ${type}[]`
  return `  ${field.name}: ${field.resolvedType instanceof protobuf.Type ? `${type} | null` : type}`
}

/** TypeScript shapes of every message in rong.proto, as the decoder returns them. */
async function rongTypes(): Promise<string> {
  const { root } = protobuf.parse(readFileSync(path.join(folder, 'rong.proto'), 'utf8'), {
    keepCase: true,
  })
  const types = (root.lookup('rong') as protobuf.Namespace).nestedArray.filter(
    (item): item is protobuf.Type => item instanceof protobuf.Type,
  )
  const source = [
    '// Written by scripts/tools/generate-rong-types.ts from rong.proto; do not edit by hand.',
    '// Absent scalar fields read as 0, empty text or false; absent messages as null.',
    ...types.map(
      (type) => `export interface ${type.name} {\n${type.fieldsArray.map(fieldLine).join('\n')}\n}`,
    ),
    `export interface RongMessages {\n${types.map((type) => `  ${type.name}: ${type.name}`).join('\n')}\n}`,
  ].join('\n\n')
  const options = await prettier.resolveConfig(target)
  return prettier.format(source, { ...options, parser: 'typescript' })
}

/** With `--check` it only compares, and exits with 1 when the file is not what rong.proto says. */
async function main(): Promise<void> {
  const source = await rongTypes()
  if (!process.argv.includes('--check')) writeFileSync(target, source)
  else if (readFileSync(target, 'utf8') !== source) process.exit(1)
}

void main()
