import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createExportFile } from './export-file.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devopsql-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

it('keeps a symbolic link, and replaces the file behind it', async () => {
  writeFileSync(join(folder, 'a.csv'), 'old')
  writeFileSync(join(folder, 'part'), 'new')
  symlinkSync('a.csv', join(folder, 'latest'))
  const file = await createExportFile(join(folder, 'latest'))
  await file.addFrom(join(folder, 'part'))
  await file.keep()
  expect(lstatSync(join(folder, 'latest')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('new')
})

it('never takes the place of a pipe or a device', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  await expect(createExportFile(pipe)).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
    detail: 'it is a device or a pipe, not a file',
  })
  expect(lstatSync(pipe).isFIFO()).toBe(true)
})
