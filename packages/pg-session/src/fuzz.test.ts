import { setTimeout } from 'node:timers/promises'
import { clientMessage, spoiledMessage } from '@devopsql-test/fuzz'
import { connect } from 'devopsql'
import fc from 'fast-check'
import { serialize } from 'pg-protocol'
import { expect, it } from 'vitest'
import { createPgSession } from './create-pg-session.ts'
import type { SessionEvent } from './host/session-host.ts'
import { createCancelRegistry } from './session/cancel-registry.ts'
import { startupPacket } from './testing/startup-packet.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 2000)

const sent = fc.oneof(
  { weight: 1, arbitrary: clientMessage },
  { weight: 4, arbitrary: spoiledMessage },
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
