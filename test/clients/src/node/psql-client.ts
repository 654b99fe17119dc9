import { spawn } from 'node:child_process'
import { type ClientSettings, type Found, runChecks, valuesSql } from './checks.ts'

interface Answer {
  readonly out: string
  readonly errors: string
  readonly code: number | null
}

/** psql, as a person or a script runs it. */
export async function runPsqlClient(settings: ClientSettings): Promise<Found> {
  const run = (
    commands: readonly string[],
    more: Readonly<Record<string, string>> = {},
    interrupt = false,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const child = spawn('psql', ['-X', '-A', '-t', '-F', '|', '-P', 'null=∅', '-f', '-'], {
        env: {
          ...process.env,
          ...settings,
          PGSSLMODE: 'verify-full',
          PGCONNECT_TIMEOUT: '10',
          ...more,
        },
      })
      let out = ''
      let errors = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
      child.on('error', reject).on('close', (code) => resolve({ out: out.trimEnd(), errors, code }))
      child.stdin.end(`${commands.join('\n')}\n`)
      if (interrupt) setTimeout(() => child.kill('SIGINT'), 700)
    })
  const out = async (...commands: string[]): Promise<string> => {
    const answer = await run(commands)
    return answer.errors === '' ? answer.out : answer.errors
  }
  const names = async (command: string): Promise<readonly string[]> =>
    (await out(command)).split('\n').map((line) => line.split('|')[1] ?? '')
  return await runChecks({
    tls: async () => (await out('\\conninfo')).includes('SSL connection'),
    'wrong-password': async () => {
      const { errors, code } = await run(['SELECT 1'], { PGPASSWORD: 'wrong' })
      return [code, /password authentication failed for user/.test(errors)]
    },
    values: async () =>
      (await out(`SET TimeZone = 'UTC';`, `${valuesSql};`)).split('\n').slice(1).join('\n'),
    zones: async () =>
      await out(
        `\\set QUIET`,
        `SET TimeZone = 'America/New_York';`,
        `SELECT '2026-07-01 12:00+00'::timestamptz, '2026-01-01 00:00'::timestamptz;`,
      ),
    'fetch-size': async () =>
      (
        await out('\\set FETCH_COUNT 100', 'SELECT i FROM generate_series(1, 10000) AS g(i);')
      ).split('\n').length,
    cancel: async () => {
      const { errors } = await run([`${settings.SLOW_SQL};`], {}, true)
      return /canceling statement due to user request/i.test(errors)
    },
    'error-position': async () =>
      (await run(['\\set VERBOSITY verbose', 'SELECT nme FROM (SELECT 1 AS name) AS t;'])).errors
        .split('\n')
        .filter((line) => /^(psql.*ERROR|LINE|\s+\^)/.test(line))
        .map((line) => line.replace(/^psql:<stdin>:\d+: /, '').replace(/(ERROR: {2}\w+):.*/, '$1')),
    'after-error': async () => (await run(['SELECT nothing;', 'SELECT 2;'])).out,
    'two-statements': async () => await out('SELECT 1\\; SELECT 2;'),
    copy: async () =>
      await out(
        `\\copy (SELECT i, 'a,b' AS t, NULL AS n FROM generate_series(1, 2) AS g(i)) TO STDOUT WITH (FORMAT csv, HEADER)`,
      ),
    variables: async () => await out(`\\set name 'it''s'`, `SELECT :'name' || '!';`),
    gdesc: async () => await out('SELECT 1::bigint AS a, NULL::text AS b \\gdesc'),
    databases: async () => (await names('\\l')).length > 0,
    schemas: async () => await out('\\dn'),
    tables: async () => await names('\\dt'),
    'table-details': async () =>
      (await out(`\\d "${settings.SOME_TABLE}"`)).split('\n').map((line) => line.split('|')[0]),
    'more-details': async () =>
      (
        await run([
          `\\d+ "${settings.SOME_TABLE}"`,
          '\\dt+',
          '\\dv',
          '\\di',
          '\\ds',
          '\\df',
          '\\dT',
          '\\du',
          '\\dp',
          '\\dx',
          '\\db',
          '\\dD',
          '\\dL',
          '\\dO',
          '\\dC',
          '\\des',
          '\\dew',
          '\\sf nothing',
          '\\dRp',
          '\\dF',
          '\\dconfig timezone',
          '\\l+',
          '\\dn+',
          '\\dtS',
        ])
      ).errors
        .split('\n')
        .filter((line) => /ERROR/.test(line) && !/function "nothing" does not exist/.test(line)),
    'letter-case': async () => (await run([`\\d ${settings.SOME_TABLE.toLowerCase()}`])).errors,
  })
}
