import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '@devopsql/emulator'
import { expect, it, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const bin = join(root, 'apps/cli/bin/devopsql.js')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const unit = read('deploy/systemd/devopsql.service')
const dockerfile = read('deploy/docker/Dockerfile')
const page = read('docs/deployment.md')

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return await new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const
    const child = execFile(process.execPath, args, options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
    child.stdin?.end('a password of ann\n')
  })
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-deploy-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What a command is given in the files: `--config` and the like, of each `devopsql serve …`. */
function flagsOf(command: string, text: string): readonly string[] {
  const joined = text.replaceAll('\\\n', ' ').replaceAll(/[",[\]]/g, ' ')
  const lines = joined.split('\n').filter((line) => new RegExp(`\\b${command} `).test(line))
  return lines.flatMap((line) => {
    const rest = line.slice(line.search(new RegExp(`\\b${command} `)))
    return rest.match(/(?<=\s)--[a-z-]+/g) ?? []
  })
}

it.each([
  { where: 'the unit', command: 'serve', text: unit, flags: ['--config'] },
  { where: 'the image', command: 'serve', text: dockerfile, flags: ['--config'] },
  {
    where: 'the page',
    command: 'serve',
    text: page,
    flags: ['--config', '--check-config', '--config', '--check-config'],
  },
  { where: 'the page', command: 'account add', text: page, flags: ['--accounts', '--accounts'] },
])('knows every flag that $where gives to $command', async ({ command, text, flags }) => {
  expect(flagsOf(command, text)).toEqual(flags)
  const { out } = await run([bin, ...command.split(' '), '--help'])
  for (const flag of flags) expect(out).toContain(`  ${flag} `)
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A certificate with its key, and a file of accounts with Ann. */
async function aMachine(): Promise<string> {
  const folder = await aFolder()
  const [key, crt] = [join(folder, 'server.key'), join(folder, 'server.crt')]
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=x']
  spawnSync('openssl', [...kind, '-keyout', key, '-out', crt])
  const made = await run([
    bin,
    'account',
    'add',
    'ann',
    '--accounts',
    join(folder, 'accounts.json'),
  ])
  expect(made).toMatchObject({ code: 0 })
  return folder
}

async function checked(config: string): Promise<Ended> {
  const env = { DEVOPSQL_CONNECTION: 'Organization=contoso;PersonalAccessToken=t' }
  return await run([bin, 'serve', '--config', config, '--check-config'], env)
}

it.skipIf(!hasOpenssl)(
  'accepts the configuration of the image as it is (needs openssl)',
  async () => {
    const folder = await aMachine()
    const config = join(folder, 'devopsql.config.json')
    await copyFile(join(root, 'deploy/docker/devopsql.config.json'), config)
    expect(await checked(config)).toEqual({
      code: 0,
      out: 'the configuration is good\n',
      err: '',
    })
  },
)

it.skipIf(!hasOpenssl)(
  'accepts the configuration of the unit, which finds what the unit puts there (needs openssl)',
  async () => {
    const folder = await aMachine()
    const text = await readFile(join(root, 'deploy/systemd/devopsql.config.json'), 'utf8')
    const credentials = [...unit.matchAll(/^LoadCredential=(\w+):\S*\/(\S+)$/gm)]
    const here = credentials.reduce(
      (json, [, name = '', file = '']) =>
        json.replace(`/run/credentials/devopsql.service/${name}"`, `${join(folder, file)}"`),
      text.replace('/var/lib/devopsql/', `${folder}/`),
    )
    expect(here).not.toMatch(/"\/(run|var)\//)
    const config = join(folder, 'devopsql.config.json')
    await writeFile(config, here)
    expect(await checked(config)).toEqual({
      code: 0,
      out: 'the configuration is good\n',
      err: '',
    })
  },
)

it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
  'has a unit that systemd understands (needs systemd-analyze)',
  () => {
    const file = join(root, 'deploy/systemd/devopsql.service')
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
    // It looks at the units that this one names, too, which are the machine's.
    const told = stderr.split('\n').filter((line) => line.includes('devopsql'))
    expect({ status, told }).toEqual({ status: 0, told: [] })
  },
)

it('gives the connection string to the server in the environment, in the unit', async () => {
  const folder = await aFolder()
  await writeFile(join(folder, 'connection'), 'Organization=contoso;PersonalAccessToken="t;$HOME"')
  await writeFile(join(folder, 'devopsql'), '#!/bin/sh\necho "$DEVOPSQL_CONNECTION" "$@"\n', {
    mode: 0o755,
  })
  const [, script = ''] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(unit) ?? []
  const PATH = `${folder}:${process.env['PATH'] ?? ''}`
  // systemd writes $ as $$.
  const { stdout } = spawnSync('/bin/sh', ['-c', script.replaceAll('$$', '$')], {
    env: { PATH, CREDENTIALS_DIRECTORY: folder },
    encoding: 'utf8',
  })
  expect(stdout).toBe(
    'Organization=contoso;PersonalAccessToken="t;$HOME" serve --config /etc/devopsql/devopsql.config.json\n',
  )
})

it('copies into the image only what is there', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) /gm)].map(([, path = '']) => path)
  expect(copied).toEqual(['.', 'deploy/docker/health.mjs'])
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect(dockerfile).toContain(`pnpm@${/"pnpm@([^"]*)"/.exec(read('package.json'))?.[1] ?? ''} `)
})

it('tells by the health check whether the server answers', async () => {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const flags = ['--http-port', '0', '--insecure-loopback', '-c', emulator.connectionString]
  const server = spawn(process.execPath, [bin, 'serve', ...flags])
  onTestFinished(() => void server.kill())
  const [, address = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(await firstLine(server.stderr)) ?? []
  const health = join(root, 'deploy/docker/health.mjs')
  const asking = async (DEVOPSQL_HEALTH_URL: string): Promise<number> =>
    (await run([health], { DEVOPSQL_HEALTH_URL })).code
  expect(await asking(`${address}/health`)).toBe(0)
  expect(await asking(`${address}/nothing`)).toBe(1)
  expect(await asking('https://127.0.0.1:1/health')).toBe(1)
})

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  return ''
}
