import { startEmulator } from '@devopsql/emulator'
import type { Finding } from 'devopsql'
import { expect, it, onTestFinished } from 'vitest'
import { runCli } from '../run-cli.ts'
import { asTerminal, closedPipe, fakeContext, recorder } from '../testing/fake-context.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const nowhere = 'URL=http://127.0.0.1:1/contoso;PersonalAccessToken=s3cr3t-t0k3n'

function saying(...findings: readonly Finding[]): ReturnType<typeof fakeContext> {
  return fakeContext({
    loadDiagnose: async () =>
      async function* () {
        yield* findings
      },
  })
}

const good: Finding = { check: 'clock', outcome: 'ok', what: 'the clock agrees', hint: undefined }
const doubtful: Finding = {
  check: 'disk',
  outcome: 'warning',
  what: 'it is full',
  hint: 'Tidy up.',
}

it('ends with 0 when an organization gives all', async () => {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const context = fakeContext({ homeDirectory: await temporaryFolder() })
  expect(await runCli(['doctor', '-c', emulator.connectionString], context)).toBe(0)
  expect(context.out()).toContain('ok       sign-in       signed in as ')
  expect(context.out()).toMatch(/\n0 problems, 0 warnings\n$/)
  expect(context.err()).toBe('')
})

it('ends with 1 when there is a problem, and says what to do', async () => {
  const context = fakeContext({ homeDirectory: await temporaryFolder() })
  expect(await runCli(['doctor', '-c', nowhere], context)).toBe(1)
  expect(context.out()).toContain(
    'problem  network       127.0.0.1:1 refuses connections (ECONNREFUSED)\n' +
      '                       hint: Check host and port, and that the server runs.\n' +
      'skipped  certificate   not tried, because of the problem with network\n',
  )
  expect(context.out()).toMatch(/\n1 problem, 0 warnings\n$/)
})

it('looks at what needs no connection when the connection string is wrong', async () => {
  const context = fakeContext({ homeDirectory: await temporaryFolder() })
  expect(await runCli(['doctor', '-c', 'Organisation=contoso;PAT=s3cr3t'], context)).toBe(1)
  expect(context.out()).toContain('problem  properties    connection property Organisation does')
  expect(context.out()).toContain('ok       disk')
  expect(context.out()).not.toContain('s3cr3t')
})

it('ends with 0 for a warning', async () => {
  const context = saying(good, doubtful)
  expect(await runCli(['doctor'], context)).toBe(0)
  expect(context.out()).toBe(
    'ok       clock         the clock agrees\n' +
      'warning  disk          it is full\n' +
      '                       hint: Tidy up.\n' +
      '0 problems, 1 warning\n',
  )
})

it('writes an array of findings as JSON', async () => {
  const context = saying(good, doubtful)
  expect(await runCli(['doctor', '--format', 'json'], context)).toBe(0)
  expect(JSON.parse(context.out())).toEqual([{ ...good, hint: null }, doubtful])
})

it('shows no secret and nothing that a terminal would obey', async () => {
  const what = 'the server says s3cr3t-t0k3n \u001b[2J'
  const context = saying({ ...doubtful, what, hint: what })
  await runCli(['doctor'], context)
  expect(context.out()).toContain('the server says *** ␛[2J')
  expect(context.out()).not.toContain('s3cr3t')
})

it('shows problems in red where there are colours', async () => {
  const { stream, text } = recorder()
  const finding: Finding = { ...doubtful, outcome: 'problem' }
  const context = {
    ...saying(finding),
    stdout: asTerminal(stream),
    env: { DEVOPSQL_CONNECTION: nowhere, TERM: 'xterm' },
  }
  expect(await runCli(['doctor'], context)).toBe(1)
  expect(text()).toContain('\u001b[31mproblem\u001b[39m  disk          it is full')
})

it('goes on no longer than somebody reads', async () => {
  const told: string[] = []
  const context = {
    ...fakeContext({
      loadDiagnose: async () =>
        async function* () {
          for (const check of ['first', 'second']) {
            told.push(check)
            yield { ...good, check }
          }
        },
    }),
    stdout: closedPipe(),
  }
  await runCli(['doctor'], context)
  expect(told).toEqual(['first'])
})

it('is cancelled like every other command', async () => {
  const context = fakeContext({ signal: AbortSignal.abort() })
  expect(await runCli(['doctor', '-c', nowhere], context)).toBe(130)
  expect(context.err()).toBe('cancelled\n')
})
