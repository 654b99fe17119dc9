import { setTimeout } from 'node:timers/promises'
import { connect } from 'devopsql'
import fc from 'fast-check'
import { serialize } from 'pg-protocol'
import { expect, it } from 'vitest'
import { createPgSession } from './create-pg-session.ts'
import type { SessionEvent } from './host/session-host.ts'
import { createCancelRegistry } from './session/cancel-registry.ts'
import { startupPacket } from './testing/startup-packet.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 2000)

const statements = [
  'BEGIN',
  'COMMIT',
  'ROLLBACK TO a',
  'SAVEPOINT a',
  "SET TIME ZONE 'Europe/Berlin'",
  'SHOW ALL',
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
]
const session: readonly Uint8Array[] = [
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
  serialize.flush(),
  serialize.sync(),
]

const mutation = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('set', 'insert', 'delete'),
  byte: fc.oneof(fc.constantFrom(0, 1, 0x27, 0x28, 0x24, 0xff), fc.integer({ min: 0, max: 255 })),
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

/** Mutated inside, its length set right again, so that it is read to the end. */
function mutateBody(
  bytes: Uint8Array,
  changes: readonly { place: number; kind: string; byte: number }[],
): Uint8Array {
  const body = mutate(bytes.subarray(5), changes)
  const message = Buffer.concat([bytes.subarray(0, 5), body])
  message.writeInt32BE(body.length + 4, 1)
  return message
}

const changes = fc.array(mutation, { maxLength: 4 })
const message = fc.constantFrom(...session)
const sent = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(message, changes).map(([bytes, all]) => mutateBody(bytes, all)),
  },
  { weight: 1, arbitrary: fc.tuple(message, changes).map(([bytes, all]) => mutate(bytes, all)) },
)

it('meets no error that nobody foresaw, and ends when its client is gone', {
  timeout: 600_000,
}, async () => {
  await using connection = await connect('Organization=contoso;PersonalAccessToken=x')
  const account = {
    connect: async () => await Promise.resolve({ connection, release: () => undefined }),
  }
  const cancels = createCancelRegistry()
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 20 }), async (messages) => {
      const events: SessionEvent[] = []
      const { receive, drain, close, ended } = createPgSession(
        {
          cancels,
          authenticate: () => ({ kind: 'trust', account }),
          onEvent: (event) => events.push(event),
        },
        {
          address: 'fuzz',
          isLoopback: true,
          write: async () => await Promise.resolve(),
          end: () => undefined,
        },
      )
      void receive(startupPacket({ user: 'ada' }))
      for (const bytes of messages) void receive(bytes)
      void receive(serialize.sync())
      void receive(serialize.end())
      drain()
      // It isn't idle in a transaction, or while it waits for the rest of a message.
      await Promise.race([ended, setTimeout(50)])
      close('gone')
      await ended
      expect(events.filter(({ kind }) => kind === 'unforeseen')).toEqual([])
    }),
    { numRuns: runs },
  )
})
