import { readFileSync } from 'node:fs'
import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { ByteWriter } from './bytes/byte-writer.ts'
import { hex, toHex } from './testing/bytes-of.ts'
import { decodeValue } from './types/decode-value.ts'
import { typeOfName } from './types/type-table.ts'

/** What PostgreSQL 15 made of a text (`SELECT 'text'::type`): how it writes the value, or that it refuses it. */
interface Recorded {
  readonly type: string
  readonly text: string
  readonly output: string
  /** Of the binary form, as `encode(typesend(...), 'hex')`. */
  readonly binary: string
}
type Refused = Pick<Recorded, 'type' | 'text'> & { readonly refused: true }

const path = new URL('testing/fixtures/postgres-15.json', import.meta.url)
const recordings = JSON.parse(readFileSync(path, 'utf8')) as (Recorded | Refused)[]
const taken = recordings.filter((recording): recording is Recorded => !('refused' in recording))
const refused = recordings.filter((recording) => 'refused' in recording)

function codecOf(name: string) {
  const type = typeOfName(name)
  if (type === undefined) throw new Error(`no type ${name}`)
  return { type, codec: type.codec }
}

function read({ type, text }: { readonly type: string; readonly text: string }): unknown {
  return codecOf(type).codec.fromText(text)
}

it('writes as text what PostgreSQL writes', () => {
  const written = taken.map(({ type, text }) => {
    const { codec } = codecOf(type)
    return { type, text, output: codec.toText(codec.fromText(text)) }
  })
  expect(written).toEqual(taken.map(({ type, text, output }) => ({ type, text, output })))
})

it('writes in binary what PostgreSQL writes', () => {
  const written = taken.map(({ type, text }) => {
    const writer = new ByteWriter()
    const { codec } = codecOf(type)
    codec.writeBinary(writer, codec.fromText(text))
    return { type, text, binary: toHex(writer.take()) }
  })
  expect(written).toEqual(taken.map(({ type, text, binary }) => ({ type, text, binary })))
})

it('reads in binary what PostgreSQL writes', () => {
  const readings = taken.map(({ type, text, binary }) => ({
    type,
    text,
    value: decodeValue(codecOf(type).type, { format: 'binary', bytes: hex(binary) }),
  }))
  expect(readings).toEqual(
    taken.map(({ type, text }) => ({ type, text, value: read({ type, text }) })),
  )
})

it('refuses what PostgreSQL refuses', () => {
  const accepted = refused.filter((recording) => {
    try {
      read(recording)
      return true
    } catch (error) {
      return !isDevopsqlError(error)
    }
  })
  expect(accepted).toEqual([])
  expect(refused.length).toBeGreaterThan(100)
  expect(taken.length).toBeGreaterThan(500)
})
