import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folders = readdirSync(join(root, 'packages'))
const names = new Map(folders.map((folder) => [folder, nameOf(folder)]))
let consumer = ''

function nameOf(folder: string): string {
  const manifest = JSON.parse(
    readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
  ) as { readonly name: string }
  return manifest.name
}

/** A folder that has the packed packages, and of other people's libraries only those that they depend on. */
beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'devopsql-consumer-'))
  const pnpm = join(root, 'node_modules', '.bin', 'pnpm')
  for (const [folder, name] of names) {
    const from = join(root, 'packages', folder)
    execFileSync(pnpm, ['pack', '--pack-destination', consumer], { cwd: from, stdio: 'pipe' })
    const tarball = readdirSync(consumer).find((file) => file.endsWith('.tgz')) ?? ''
    const target = join(consumer, 'node_modules', name)
    mkdirSync(target, { recursive: true })
    execFileSync('tar', ['-xzf', join(consumer, tarball), '-C', target, '--strip-components=1'])
    rmSync(join(consumer, tarball))
  }
  link('rest', 'undici')
  link('formats', 'apache-arrow')
  link('auth-entra', '@azure/msal-node')
  link('auth', 'proper-lockfile')
  link('engine', '@duckdb/node-api')
  link('engine', '@duckdb/node-bindings')
  link('devopsql', 'write-file-atomic')
  link('devopsql', 'env-paths')
  link('pg-session', '@mongodb-js/saslprep')
}, 120_000)

function link(folder: string, library: string): void {
  const target = join(consumer, 'node_modules', library)
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(join(root, 'packages', folder, 'node_modules', library)), target)
}

afterAll(() => {
  rmSync(consumer, { recursive: true, force: true })
})

function run(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: consumer,
    encoding: 'utf8',
  }).trim()
}

it.each([...names.values()])('imports %s alone', (name) => {
  expect(Number(run(`console.log(Object.keys(await import('${name}')).length)`))).toBeGreaterThan(0)
})

it('queries with a personal access token where MSAL is not installed', () => {
  rmSync(join(consumer, 'node_modules', '@azure'), { recursive: true })
  const script = `
    import { startEmulator } from '@devopsql/emulator'
    import { connect } from 'devopsql'
    const msal = await import('@azure/msal-node').then(() => 'there', () => 'absent')
    const emulator = await startEmulator({ size: 'S' })
    const db = await connect(emulator.connectionString)
    const rows = await (await db.query('SELECT count(*) AS n FROM Projects')).toArray()
    await db.close()
    await emulator.close()
    console.log(msal, rows[0].n)`
  expect(run(script)).toBe('absent 3')
})
