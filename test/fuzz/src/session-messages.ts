import fc from 'fast-check'
import { serialize } from 'pg-protocol'

// None of them reads a table: nothing is asked of an organization that isn't there.
const statements = [
  'BEGIN',
  'COMMIT',
  'ROLLBACK TO a',
  'SAVEPOINT a',
  "SET TIME ZONE 'Europe/Berlin'",
  'SHOW ALL',
  'RESET ALL',
  'SET search_path = "a", b',
  'DECLARE c CURSOR WITH HOLD FOR VALUES (1), (2)',
  'FETCH 1 FROM c',
  'MOVE ALL IN c; CLOSE ALL',
  'COPY (VALUES (1)) TO STDOUT (FORMAT csv, HEADER)',
  'PREPARE p(int, text[]) AS SELECT $1',
  'EXECUTE p(-1)',
  'DEALLOCATE ALL',
  'DISCARD ALL',
  "SELECT $1, 'x' /* c */ -- d",
  "SELECT k FROM (VALUES ('r')) AS v(k) WHERE k IN ($1)",
]

const messages: readonly Uint8Array[] = [
  ...statements.map((sql) => serialize.query(sql)),
  ...statements.map((sql) => serialize.parse({ text: sql, types: [23] })),
  serialize.parse({ name: 's', text: 'SHOW TimeZone' }),
  serialize.bind({ portal: 'p', statement: 's' }),
  serialize.bind({ values: ['1', null] }),
  serialize.describe({ type: 'S', name: 's' }),
  serialize.describe({ type: 'P', name: 'p' }),
  serialize.execute({ portal: 'p', rows: 1 }),
  serialize.execute({}),
  serialize.close({ type: 'P', name: 'p' }),
  serialize.copyData(Buffer.from('x')),
  serialize.copyFail('no'),
  serialize.password('x'),
  serialize.flush(),
  serialize.sync(),
]

type Change = readonly [place: number, kind: 'set' | 'insert' | 'delete', byte: number]

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.nat(),
  fc.constantFrom('set', 'insert', 'delete'),
  fc.oneof(fc.constantFrom(0, 1, 0x27, 0x28, 0x24, 0xff), fc.integer({ min: 0, max: 255 })),
)

function changed(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  const all = [...bytes]
  for (const [place, kind, byte] of changes) {
    const at = place % (all.length + 1)
    all.splice(at, kind === 'insert' ? 0 : 1, ...(kind === 'delete' ? [] : [byte]))
  }
  return new Uint8Array(all)
}

/** Changed inside, its length set right again, so that it is read to the end. */
function changedBody(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  const body = changed(bytes.subarray(5), changes)
  const message = Buffer.concat([bytes.subarray(0, 5), body])
  message.writeInt32BE(body.length + 4, 1)
  return message
}

const changes = fc.array(change, { minLength: 1, maxLength: 4 })

/** A message as a PostgreSQL client sends it once its session has begun. */
export const clientMessage: fc.Arbitrary<Uint8Array> = fc.constantFrom(...messages)

const spoiled = fc.tuple(clientMessage, changes)

/** One of those, spoiled in places. */
export const spoiledMessage: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: spoiled.map(([message, all]) => changedBody(message, all)) },
  { weight: 1, arbitrary: spoiled.map(([message, all]) => changed(message, all)) },
)
