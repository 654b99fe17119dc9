import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { replaceFile } from './replace-file.ts'

it('puts the whole new file in place of the old one', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'out.json')
  await writeFile(file, 'old')
  await replaceFile(file, async (sink) => {
    await sink.write('new')
    expect(await readFile(file, 'utf8')).toBe('old')
    await sink.write('er')
  })
  expect(await readFile(file, 'utf8')).toBe('newer')
  expect(await readdir(folder)).toEqual(['out.json'])
})

it('leaves the old file and nothing else when writing fails', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'out.json')
  await writeFile(file, 'old')
  const failing = replaceFile(file, async (sink) => {
    await sink.write('half')
    throw new Error('remote')
  })
  await expect(failing).rejects.toThrow('remote')
  expect(await readFile(file, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['out.json'])
})

it('names the file that cannot be written', async () => {
  const failing = replaceFile('/nowhere/at/all/out.json', async () => {})
  await expect(failing).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
    message: 'cannot write /nowhere/at/all/out.json (ENOENT)',
  })
})
