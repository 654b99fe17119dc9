import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

let organization: OpenOrganization
let folder: string
let properties: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsql-metadata-'))
  properties = `CacheMetadata=true;CacheLocation=${folder};`
  organization = await openOrganization({ rows: { Projects: 2, WorkItems: 20 } })
})
afterEach(async () => {
  await organization[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const count = 'SELECT count(*) AS n FROM WorkItems'

async function rowsOf(connection: Connection, sql: string): Promise<readonly unknown[]> {
  return (await connection.query(sql)).toArray()
}

/** How often a connection has asked for the fields. */
async function fieldRequests(connection: Connection): Promise<number> {
  const sql = "SELECT Ordinal FROM sys_requests WHERE Template = '_apis/wit/fields'"
  return (await rowsOf(connection, sql)).length
}

async function files(): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true })
  return found.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))
}

async function onlyFile(): Promise<string> {
  const [file, ...others] = await files()
  expect(others).toEqual([])
  return file ?? ''
}

it('spares the next connection the request for fields', async () => {
  const first = await organization.connect(properties)
  const rows = await rowsOf(first, count)
  const second = await organization.connect(properties)
  expect(await rowsOf(second, count)).toEqual(rows)
  expect([await fieldRequests(first), await fieldRequests(second)]).toEqual([1, 0])
})

it('is not written unless it is asked for', async () => {
  await rowsOf(await organization.connect(`CacheLocation=${folder};`), count)
  expect(await files()).toEqual([])
})

it('says in EXPLAIN how old the fields are', async () => {
  await rowsOf(await organization.connect(properties), count)
  const second = await organization.connect(properties)
  const lines = await rowsOf(second, `EXPLAIN ${count}`)
  expect(JSON.stringify(lines.at(-1))).toMatch(
    /fields as of \d+ s ago, kept on disk: RESET SCHEMA CACHE asks for them again/,
  )
})

it('is forgotten by RESET SCHEMA CACHE', async () => {
  await rowsOf(await organization.connect(properties), count)
  const second = await organization.connect(properties)
  await rowsOf(second, 'RESET SCHEMA CACHE')
  expect(await files()).toEqual([])
  await rowsOf(second, count)
  expect(await fieldRequests(second)).toBe(1)
})

it('asks for the fields again when a name is unknown, so that a new one is found', async () => {
  await rowsOf(await organization.connect(properties), count)
  const file = await onlyFile()
  const { value, ...rest } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly value: readonly { readonly name: string }[]
  }
  const known = value.filter(({ name }) => name !== 'Priority')
  expect(known.length).toBe(value.length - 1)
  await writeFile(file, JSON.stringify({ ...rest, value: known }))
  const second = await organization.connect(properties)
  const rows = await rowsOf(second, 'SELECT count(Priority) AS n FROM WorkItems')
  expect(rows).toEqual(await rowsOf(organization.on, 'SELECT count(Priority) AS n FROM WorkItems'))
  expect(await fieldRequests(second)).toBe(1)
})

it.each([
  ['a file that is no JSON', 'not JSON'],
  ['an empty file', ''],
  ['a file of another format', '{"format":0,"savedAt":"2026-01-01T00:00:00Z","value":[]}'],
  ['a file without fields', '{"format":1,"savedAt":"2026-01-01T00:00:00Z","value":[1,null]}'],
])('asks instead of trusting %s', async (_what, content) => {
  await rowsOf(await organization.connect(properties), count)
  await writeFile(await onlyFile(), content)
  const second = await organization.connect(properties)
  await rowsOf(second, count)
  expect(await fieldRequests(second)).toBe(1)
})

it('asks again for what is older than CacheTolerance', async () => {
  await rowsOf(await organization.connect(properties), count)
  const file = await onlyFile()
  const content = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>
  const savedAt = new Date(Date.now() - 601_000)
  await writeFile(file, JSON.stringify({ ...content, savedAt }))
  const second = await organization.connect(properties)
  await rowsOf(second, count)
  expect(await fieldRequests(second)).toBe(1)
})

it('neither fails nor tells where the folder cannot be written', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const connection = await organization.connect(`CacheMetadata=true;CacheLocation=${file};`)
  expect(await rowsOf(connection, count)).toHaveLength(1)
})

it('holds no secret, and only its owner may read it', async () => {
  await rowsOf(await organization.connect(properties), count)
  const file = await onlyFile()
  const [, token = ''] = /PersonalAccessToken=([^;]+)/.exec(
    organization.emulator.connectionString,
  ) ?? ['']
  expect(token).not.toBe('')
  expect(`${file}${await readFile(file, 'utf8')}`).not.toContain(token)
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0)
})
