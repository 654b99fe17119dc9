import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeKeyFile, readKeyFile } from './key-file.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-'))
  file = join(folder, 'devopsql', 'settings.key')
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

it('is the same for all who make it at once', async () => {
  const keys = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => await makeKeyFile(file)))
  const key = await readKeyFile(file)
  expect(key).toHaveLength(32)
  expect(keys).toEqual([key, key, key, key, key, key])
  expect(await readdir(join(folder, 'devopsql'))).toEqual(['settings.key'])
})

it('is random', async () => {
  const other = join(folder, 'other.key')
  expect(await makeKeyFile(file)).not.toEqual(await makeKeyFile(other))
})

it('is not made by reading', async () => {
  expect(await readKeyFile(file)).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
})

it('is not replaced when it is damaged', async () => {
  const damaged = join(folder, 'damaged.key')
  await writeFile(damaged, 'short')
  await expect(makeKeyFile(damaged)).rejects.toThrow('it has 5 bytes instead of 32')
})
