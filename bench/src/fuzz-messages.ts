import fc from 'fast-check'
import { serialize } from 'pg-protocol'

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
  'CLOSE ALL',
  'COPY (VALUES (1)) TO STDOUT (FORMAT csv, HEADER)',
  'PREPARE p(int, text[]) AS SELECT $1',
  'EXECUTE p(-1)',
  'DISCARD ALL',
  "SELECT $1, 'x' /* c */ -- d",
  'SELECT relname FROM pg_class WHERE relkind IN ($1)',
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
  fc.integer({ min: 0, max: 255 }),
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
const message = fc.constantFrom(...messages)
const mutated = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(message, changes).map(([one, all]) => changedBody(one, all)) },
  { weight: 1, arbitrary: fc.tuple(message, changes).map(([one, all]) => changed(one, all)) },
)

/** The messages of so many sessions, each spoiled in places; equal seeds give equal ones. */
export function fuzzMessages(
  sessions: number,
  { perSession, seed }: { readonly perSession: number; readonly seed: number },
): readonly (readonly Uint8Array[])[] {
  const lengths = { minLength: perSession, maxLength: perSession }
  return fc.sample(fc.array(mutated, lengths), { numRuns: sessions, seed })
}
