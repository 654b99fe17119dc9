import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createDuckDatabase } from './database.ts'

const { cache } = createRequire(import.meta.url)
const isLoaded = (): boolean => Object.keys(cache).some((path) => path.includes('@duckdb'))

it('loads no native library and makes no folder before the first session', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'devopsql-test-'))
  const database = createDuckDatabase({ tempDirectory: parent })
  expect(isLoaded()).toBe(false)
  expect(readdirSync(parent)).toEqual([])

  await database.session()
  expect(isLoaded()).toBe(true)
  const [folder = ''] = readdirSync(parent)
  expect(statSync(join(parent, folder)).mode & 0o777).toBe(0o700)

  await database.close()
  expect(readdirSync(parent)).toEqual([])
  rmSync(parent, { recursive: true })
})

it('closes without ever having been used, and twice', async () => {
  const database = createDuckDatabase()
  await database.close()
  await database.close()
  await expect(database.session()).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})

it('says again why it can not open, and still closes', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'devopsql-test-'))
  rmSync(parent, { recursive: true })
  const database = createDuckDatabase({ tempDirectory: parent })
  await expect(database.session()).rejects.toMatchObject({ code: 'DEVOPSQL_INVALID_PROPERTY' })
  await expect(database.session()).rejects.toMatchObject({ code: 'DEVOPSQL_INVALID_PROPERTY' })
  await database.close()
})
