import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fakeContext } from '../testing/fake-context.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { connectionSource } from './connection-source.ts'
import { configDirectory, stateDirectory } from './user-directories.ts'

async function contextWith(profiles: string): Promise<ReturnType<typeof fakeContext>> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'devopsql'))
  await writeFile(join(folder, 'devopsql', 'profiles.json'), profiles)
  return fakeContext({ env: { XDG_CONFIG_HOME: folder, DEVOPSQL_CONNECTION: 'Organization=env' } })
}

it('takes -c before the environment, and a profile before the environment', async () => {
  const context = await contextWith('{"profiles": {"work": "Organization=work"}}')
  expect(await connectionSource({}, context)).toBe('Organization=env')
  expect(await connectionSource({ connection: 'Organization=c' }, context)).toBe('Organization=c')
  expect(await connectionSource({ profile: 'work' }, context)).toBe('Organization=work')
})

it('names the nearest profile', async () => {
  const context = await contextWith('{"profiles": {"work": "a", "home": "b"}}')
  await expect(connectionSource({ profile: 'wrok' }, context)).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
    hint: 'Did you mean work?',
  })
})

it('quotes nothing of a profile file that is not JSON, for it may hold a token', async () => {
  const context = await contextWith('{"profiles": {"work": PersonalAccessToken=abcdefgh}}')
  const error: unknown = await connectionSource({ profile: 'work' }, context).catch(
    (e: unknown) => e,
  )
  expect(String(error)).toMatch(/profiles\.json is not valid JSON$/)
  expect(error).not.toHaveProperty('cause')
})

it('refuses a profile that is no text', async () => {
  const context = await contextWith('{"profiles": {"work": {"Organization": "contoso"}}}')
  await expect(connectionSource({ profile: 'work' }, context)).rejects.toThrow(
    /^profile work in .*profiles\.json is not a text$/,
  )
})

it('says how to give a connection when there is none', async () => {
  await expect(connectionSource({}, fakeContext({ env: {} }))).rejects.toMatchObject({
    message: 'no connection is given',
  })
})

it('refuses two connections', async () => {
  await expect(
    connectionSource({ connection: 'a', profile: 'b' }, fakeContext()),
  ).rejects.toMatchObject({ code: 'DEVOPSQL_USAGE' })
})

it('finds the folders of each platform', () => {
  const at = { env: {}, homeDirectory: '/home/me' }
  expect(configDirectory({ ...at, platform: 'linux' })).toBe('/home/me/.config/devopsql')
  expect(stateDirectory({ ...at, platform: 'linux' })).toBe('/home/me/.local/state/devopsql')
  expect(configDirectory({ ...at, platform: 'darwin' })).toBe(
    '/home/me/Library/Application Support/devopsql',
  )
  expect(configDirectory({ ...at, env: { APPDATA: 'C:\\me\\Roaming' }, platform: 'win32' })).toBe(
    'C:\\me\\Roaming\\devopsql',
  )
})
