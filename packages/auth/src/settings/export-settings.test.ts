import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportSettings } from './export-settings.ts'
import { type OpenSettingsOptions, openSettings } from './open-settings.ts'
import type { OAuthSettings } from './settings-store.ts'

const passphrase = 'correct horse battery'
const signIn: OAuthSettings = {
  clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
  authority: 'https://login.microsoftonline.com/contoso',
  scopes: [],
  account: 'alice@contoso.example',
  accessToken: 'first',
  refreshToken: 'second',
  expiresAt: 0,
  taken: [],
}

let folder: string
let here: OpenSettingsOptions
let target: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'))
  here = { location: join(folder, 'OAuthSettings.txt'), keyFile: join(folder, 'here.key') }
  target = join(folder, 'copy', 'OAuthSettings.txt')
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function keep(options: OpenSettingsOptions): Promise<void> {
  await openSettings(options).update(async () => await Promise.resolve(signIn), {})
}

function elsewhere(location: string): OpenSettingsOptions {
  return { location, keyFile: join(folder, 'elsewhere.key'), passphrase }
}

it('adds a passphrase to the file, which goes on opening as before', async () => {
  await keep(here)
  expect(await exportSettings(here, { passphrase })).toBe(here.location)
  expect(await openSettings(elsewhere(here.location)).read({})).toEqual(signIn)
  expect(await openSettings(here).read({})).toEqual(signIn)
})

it('keeps the passphrase when the file is refreshed without it', async () => {
  await keep(here)
  await exportSettings(here, { passphrase })
  await keep(here)
  expect(await openSettings(elsewhere(here.location)).read({})).toEqual(signIn)
})

it('replaces an earlier passphrase', async () => {
  await keep(here)
  await exportSettings(here, { passphrase: 'an earlier passphrase' })
  await exportSettings(here, { passphrase })
  expect(await openSettings(elsewhere(here.location)).read({})).toEqual(signIn)
  const earlier = { ...elsewhere(here.location), passphrase: 'an earlier passphrase' }
  await expect(openSettings(earlier).read({})).rejects.toThrow("the passphrase doesn't open")
})

it('writes a copy that nothing but the passphrase opens', async () => {
  await keep({ ...here, clientSecret: 'S3cret' })
  const before = await readFile(here.location)
  expect(await exportSettings(here, { passphrase, target })).toBe(target)
  expect(await openSettings(elsewhere(target)).read({})).toEqual(signIn)
  await expect(openSettings({ ...here, location: target }).read({})).rejects.toThrow(
    'needs its passphrase',
  )
  expect(await readFile(here.location)).toEqual(before)
})

it('writes a copy of what is kept in memory only', async () => {
  const memory = { location: 'memory://exported' }
  await keep(memory)
  await exportSettings(memory, { passphrase, target })
  expect(await openSettings(elsewhere(target)).read({})).toEqual(signIn)
  await expect(exportSettings(memory, { passphrase })).rejects.toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message: "memory://exported is not a file, so it can't be copied",
  })
})

it('takes the file itself as target for the file itself', async () => {
  await keep(here)
  await exportSettings(here, { passphrase, target: here.location })
  expect(await openSettings(here).read({})).toEqual(signIn)
})

it('writes over an earlier copy, and over no other file', async () => {
  await keep(here)
  await exportSettings(here, { passphrase: 'an earlier passphrase', target })
  await exportSettings(here, { passphrase, target })
  expect(await openSettings(elsewhere(target)).read({})).toEqual(signIn)
  await writeFile(target, 'my diary')
  await expect(exportSettings(here, { passphrase, target })).rejects.toThrow(
    'was not written by devopsql',
  )
  expect(await readFile(target, 'utf8')).toBe('my diary')
})

it('refuses a short passphrase before it looks at the file', async () => {
  await expect(exportSettings(here, { passphrase: 'eleven char' })).rejects.toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message: 'the passphrase of the settings file has fewer than 12 characters',
  })
})

it('says that there is nothing to export', async () => {
  await expect(exportSettings(here, { passphrase })).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: `there is no sign-in at ${here.location} to export`,
  })
  await expect(exportSettings(here, { passphrase, target })).rejects.toThrow('to export')
  expect(await readdir(folder)).toEqual([])
})
