import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDevopsqlError } from '@devopsql/errors'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type LogLimits, openLogFile } from './log-file.ts'

/** What another process does between our look at a full log and its renaming. */
const rival = vi.hoisted(() => ({ acts: (): void => undefined }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const rename: typeof fs.renameSync = (from, to) => {
    rival.acts()
    fs.renameSync(from, to)
  }
  return { ...fs, renameSync: rename }
})

let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devopsql-log-'))
  path = join(folder, 'devopsql.log')
})
afterEach(() => {
  rival.acts = () => undefined
  rmSync(folder, { recursive: true, force: true })
})

function limits(changed: Partial<LogLimits> = {}): LogLimits {
  return { maxBytes: 1000, maxFiles: Number.POSITIVE_INFINITY, ...changed }
}

/** The current log last. */
function allLines(): readonly string[] {
  const full = readdirSync(folder).filter((name) => name !== 'devopsql.log')
  const names = [...full.toSorted((a, b) => (a < b ? -1 : 1)), 'devopsql.log']
  return names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1))
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `line ${index}`.padEnd(99, '.'))
}

it('appends lines, and has all of them on disk when it is closed', () => {
  writeFileSync(path, 'old\n')
  const log = openLogFile(path, limits())
  log.append('one')
  log.append('zwei ä')
  log.close()
  expect(readFileSync(path, 'utf8')).toBe('old\none\nzwei ä\n')
})

it('writes what waits before long without being closed', async () => {
  const log = openLogFile(path, limits())
  log.append('one')
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  expect(readFileSync(path, 'utf8')).toBe('one\n')
  log.close()
})

it('makes files for their owner only', () => {
  const log = openLogFile(path, limits())
  for (const line of numbered(11)) log.append(line)
  log.close()
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)
  expect(modes).toEqual([0o600, 0o600])
})

it('renames a full log, loses no line, and lets none become larger than asked for', () => {
  const log = openLogFile(path, limits())
  for (const line of numbered(35)) log.append(line)
  log.close()
  const names = readdirSync(folder)
  expect(names).toHaveLength(4)
  expect(names.every((name) => /^devopsql\.log(\.\d{8}T\d{9}Z(-\d+)?)?$/.test(name))).toBe(true)
  expect(Math.max(...names.map((name) => statSync(join(folder, name)).size))).toBe(1000)
  expect(allLines().toSorted()).toEqual(numbered(35).toSorted())
})

it.each([
  ['has renamed it', () => rmSync(path)],
  ['has renamed it and begun anew', () => writeFileSync(path, 'theirs\n')],
])('loses no line when another process %s at the same moment', (_what, acts) => {
  const log = openLogFile(path, limits())
  for (const line of numbered(10)) log.append(line)
  openLogFile(path, limits()).close()
  rival.acts = () => {
    rival.acts = () => undefined
    renameSync(path, join(folder, 'devopsql.log.20200101T000000000Z'))
    writeFileSync(path, '')
    acts()
  }
  log.append('after')
  log.close()
  expect(log.failure).toBeUndefined()
  const lines = allLines()
  expect(lines.filter((line) => line !== 'theirs')).toEqual([...numbered(10), 'after'])
  expect(readdirSync(folder).filter((name) => statSync(join(folder, name)).size === 0)).toEqual([])
})

it('begins a new log before the first line when it finds a full one', () => {
  writeFileSync(path, `${'x'.repeat(999)}\n`)
  const log = openLogFile(path, limits())
  log.append('one')
  log.close()
  expect(readFileSync(path, 'utf8')).toBe('one\n')
  expect(readdirSync(folder)).toHaveLength(2)
})

it('keeps as many logs as asked for, and deletes nothing else', () => {
  const others = ['devopsql.log.bak', 'devopsql.log.20260101', 'other.log.20260101T000000000Z']
  for (const name of others) writeFileSync(join(folder, name), '')
  writeFileSync(`${path}.20200101T000000000Z`, 'oldest\n')
  const log = openLogFile(path, limits({ maxFiles: 3 }))
  for (const line of numbered(55)) log.append(line)
  log.close()
  const names = readdirSync(folder).filter((name) => !others.includes(name))
  expect(names).toHaveLength(3)
  expect(names).not.toContain('devopsql.log.20200101T000000000Z')
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(others))
  expect(readFileSync(path, 'utf8').split('\n').slice(0, -1)).toEqual(numbered(55).slice(50))
})

it('shares one file among all who open it, with the narrowest limits', () => {
  const first = openLogFile(path, limits({ maxBytes: 5000 }))
  const second = openLogFile(join(folder, '.', 'devopsql.log'), limits({ maxBytes: 1000 }))
  for (const line of numbered(9)) first.append(line)
  second.append('last')
  second.close()
  first.append('after')
  first.close()
  expect(allLines()).toEqual([...numbered(9), 'last', 'after'])
})

it('closes once', () => {
  const first = openLogFile(path, limits())
  const second = openLogFile(path, limits())
  first.close()
  first.close()
  second.append('one')
  second.close()
  expect(readFileSync(path, 'utf8')).toBe('one\n')
})

it('goes on under its name when somebody has moved or deleted the file', () => {
  const log = openLogFile(path, limits())
  log.append('one')
  const other = openLogFile(path, limits())
  other.close()
  renameSync(path, join(folder, 'moved'))
  log.append('two')
  log.close()
  expect(readFileSync(path, 'utf8')).toBe('two\n')
  expect(readFileSync(join(folder, 'moved'), 'utf8')).toBe('one\n')
})

it('loses lines instead of failing while it cannot be written, and says so then and after', () => {
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  const log = openLogFile(join(inner, 'a.log'), limits())
  const flush = (): void => openLogFile(join(inner, 'a.log'), limits()).close()
  rmSync(inner, { recursive: true })
  log.append('one')
  log.append('two')
  expect(flush).not.toThrow()
  expect(log.failure).toBe('its folder does not exist')
  mkdirSync(inner)
  log.append('three')
  flush()
  expect(log.failure).toBeUndefined()
  log.close()
  expect(readFileSync(join(inner, 'a.log'), 'utf8')).toMatch(
    /^2.* 1 INFO \d+ up to 2 lines are missing here: its folder does not exist\nthree\n$/,
  )
})

const isRoot = process.getuid?.() === 0

it.each([
  ['a missing folder', () => join(folder, 'none', 'a.log'), 'its folder does not exist'],
  ['a folder', () => folder, 'it is a folder'],
  ['a file for a folder', () => join(path, 'a.log'), 'what should be its folder is a file'],
  ['a name that is too long', () => join(folder, 'a'.repeat(300)), 'its name is too long'],
])('refuses %s', (_what, at, why) => {
  writeFileSync(path, '')
  expect(refusal(at())).toBe(`DEVOPSQL_INVALID_PROPERTY Logfile can't be written: ${why}`)
})

it.skipIf(isRoot)('refuses a file without permission (needs a user that is not root)', () => {
  writeFileSync(path, '')
  chmodSync(path, 0o400)
  expect(refusal(path)).toContain('there is no permission to write it')
})

it('refuses what is no file, without waiting for it', () => {
  expect(refusal('/dev/null')).toContain('it is no ordinary file')
})

it('renames what a symbolic link leads to', () => {
  const target = join(folder, 'target')
  mkdirSync(target)
  const link = join(folder, 'link.log')
  symlinkSync(join(target, 'real.log'), link)
  writeFileSync(join(target, 'real.log'), `${'x'.repeat(999)}\n`)
  const log = openLogFile(link, limits())
  log.append('one')
  log.close()
  expect(readFileSync(link, 'utf8')).toBe('one\n')
  expect(existsSync(join(target, 'real.log'))).toBe(true)
  expect(readdirSync(target)).toHaveLength(2)
})

function refusal(at: string): string {
  try {
    openLogFile(at, limits()).close()
  } catch (error) {
    if (isDevopsqlError(error)) return `${error.code} ${error.message}`
  }
  return 'not refused'
}
