import { connect } from 'devopsql'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzzedSessions } from './fuzzed-sessions.ts'
import { clientMessage, spoiledMessage } from './session-messages.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 2000)

const sent = fc.oneof(
  { weight: 1, arbitrary: clientMessage },
  { weight: 4, arbitrary: spoiledMessage },
)

it('meets no error that nobody foresaw, and ends when its client is gone', {
  timeout: 600_000,
}, async () => {
  await using connection = await connect('Organization=contoso;PersonalAccessToken=x')
  const runSession = fuzzedSessions(connection, { waitingMilliseconds: 50 })
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 20 }), async (messages) => {
      const { events, ended } = await runSession(messages)
      await ended
      expect(events.filter(({ kind }) => kind === 'unforeseen')).toEqual([])
    }),
    { numRuns: runs },
  )
})
