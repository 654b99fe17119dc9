import { isDevopsqlError } from '@devopsql/errors'
import fc from 'fast-check'
import { serialize } from 'pg-protocol'
import { expect, it } from 'vitest'
import type { FrontendMessage } from './frontend/frontend-message.ts'
import { type Expected, FrontendParser } from './frontend/frontend-parser.ts'
import { bytesOf } from './testing/bytes-of.ts'
import { decodeValue } from './types/decode-value.ts'
import { postgresTypes } from './types/type-table.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 2000)

const session: readonly Uint8Array[] = [
  serialize.query('SELECT \u{1F680}'),
  serialize.parse({ name: 's', text: 'SELECT $1', types: [23, 25] }),
  serialize.bind({ portal: 'p', statement: 's', values: ['1', null, Buffer.from([1, 2])] }),
  serialize.describe({ type: 'S', name: 's' }),
  serialize.describe({ type: 'P', name: 'p' }),
  serialize.execute({ portal: 'p', rows: 10 }),
  serialize.close({ type: 'P', name: 'p' }),
  serialize.copyData(Buffer.from('a\tb\n')),
  serialize.copyDone(),
  serialize.copyFail('no'),
  serialize.flush(),
  serialize.sync(),
  serialize.end(),
]
const beginnings: readonly Uint8Array[] = [
  serialize.startup({ user: 'ada', database: 'x' }),
  serialize.requestSsl(),
  serialize.cancel(1, 2),
]
const answers: readonly Uint8Array[] = [
  serialize.password('x'),
  serialize.sendSASLInitialResponseMessage('SCRAM-SHA-256', 'n,,n=,r=x'),
  serialize.sendSCRAMClientFinalMessage('c=biws'),
]

/** What a reader gave, message by message; an error that passes one message is a result, too. */
type Outcome = FrontendMessage | { readonly error: string }

function readAll(expected: Expected, chunks: readonly Uint8Array[]): Outcome[] {
  const parser = new FrontendParser()
  const outcomes: Outcome[] = []
  for (const chunk of chunks) {
    parser.push(chunk)
    for (let outcome = step(parser, expected); outcome; outcome = step(parser, expected)) {
      outcomes.push(outcome)
      if (parser.isBroken) return outcomes
    }
  }
  return outcomes
}

function step(parser: FrontendParser, expected: Expected): Outcome | undefined {
  try {
    return parser.next(expected)
  } catch (error) {
    // Anything but our own error is a defect.
    if (!isDevopsqlError(error)) throw error
    return { error: error.message }
  }
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  )
  return sorted.map((end, index) => bytes.slice(sorted[index - 1] ?? 0, end))
}

const messages = fc.array(fc.constantFrom(...session)).map((parts) => bytesOf(...parts))
const places = fc.array(fc.nat(500))
const mutation = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('set', 'insert', 'delete'),
  byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
})

function mutate(
  bytes: Uint8Array,
  changes: readonly { place: number; kind: string; byte: number }[],
): Uint8Array {
  const mutated = [...bytes]
  for (const { place, kind, byte } of changes) {
    const at = place % (mutated.length + 1)
    mutated.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'delete' ? [] : [byte]))
  }
  return new Uint8Array(mutated)
}

it('reads bytes cut anywhere as it reads them whole', () => {
  fc.assert(
    fc.property(messages, places, (bytes, at) => {
      expect(readAll('session', cut(bytes, at))).toEqual(readAll('session', [bytes]))
    }),
  )
})

it('reads mutated messages cut anywhere as it reads them whole, and fails only by its own error', () => {
  fc.assert(
    fc.property(
      messages,
      fc.array(mutation, { minLength: 1, maxLength: 8 }),
      places,
      (bytes, changes, at) => {
        const mutated = mutate(bytes, changes)
        expect(readAll('session', cut(mutated, at))).toEqual(readAll('session', [mutated]))
      },
    ),
    { numRuns: runs },
  )
})

it('fails only by its own error before a session, too', () => {
  const expected = fc.constantFrom<Expected>(
    'startup',
    'password',
    'sasl-initial-response',
    'sasl-response',
  )
  fc.assert(
    fc.property(
      expected,
      fc.constantFrom(...beginnings, ...answers),
      fc.array(mutation, { maxLength: 8 }),
      (step, bytes, changes) => {
        expect(readAll(step, [mutate(bytes, changes)]).length).toBeLessThanOrEqual(bytes.length + 8)
      },
    ),
    { numRuns: runs },
  )
})

it('holds no more than came in, whatever length a message claims', () => {
  const parser = new FrontendParser()
  parser.push(bytesOf('Q', 0, 0xff, 0xff, 0xff))
  expect(parser.next('session')).toBeUndefined()
  const before = process.memoryUsage().arrayBuffers
  parser.push(bytesOf('SELECT'))
  expect(parser.next('session')).toBeUndefined()
  expect(parser.bufferedBytes).toBe(11)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
})

it('takes a message that comes byte by byte without copying it each time', () => {
  const parser = new FrontendParser()
  const body = bytesOf('Q', 0, 4, 0, 4)
  parser.push(body)
  const byte = bytesOf('a')
  for (let index = 0; index < 0x3_ffff; index++) {
    parser.push(byte)
    parser.next('session')
  }
  expect(parser.next('session')).toBeUndefined()
  parser.push(bytesOf(0))
  expect(parser.next('session')).toEqual({ kind: 'query', sql: 'a'.repeat(0x3_ffff) })
})

it('reads any bytes as a value of any type, or fails by its own error', () => {
  const type = fc.constantFrom(...postgresTypes)
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc
      .string({ unit: fc.constantFrom(...'{}",\\0123456789 -+.:eEPTYMDZabcf[]=nul') })
      .map((text) => bytesOf(text)),
    fc
      .array(fc.constantFrom(0, 0, 0, 1, 2, 23, 255), { maxLength: 40 })
      .map((list) => new Uint8Array(list)),
  )
  fc.assert(
    fc.property(type, fc.constantFrom('text', 'binary'), bytes, (readType, format, value) => {
      try {
        decodeValue(readType, { format, bytes: value })
      } catch (error) {
        expect(isDevopsqlError(error)).toBe(true)
      }
    }),
    { numRuns: runs * 5 },
  )
})

it.each([
  ['float8', '1'],
  ['numeric', '1'],
  ['int8', ' '],
  ['timestamptz', '1'],
  ['interval', '1 '],
  ['_int4', '[1]'],
  ['_int4', '{'],
  ['_text', '{"\\'],
  ['bytea', '\\x0'],
  ['uuid', 'a'],
  ['bool', 't'],
])('refuses a megabyte of nonsense for %s (%j) without long work', (name, part) => {
  const type = postgresTypes.find((candidate) => candidate.name === name)
  const bytes = bytesOf(`${part.repeat(1_000_000 / part.length)}x`)
  expect(() => type && decodeValue(type, { format: 'text', bytes })).toThrow(
    expect.objectContaining({ name: 'DevopsqlError' }),
  )
})
