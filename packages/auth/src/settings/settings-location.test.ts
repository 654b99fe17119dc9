import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openSettings } from './open-settings.ts'
import { defaultKeyFile, defaultSettingsLocation } from './settings-location.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('keeps sign-ins in the settings of the account (P-PROP-26)', () => {
  expect(defaultSettingsLocation({}, 'linux', '/home/me')).toBe(
    '/home/me/.config/devopsql/OAuthSettings.txt',
  )
  expect(defaultSettingsLocation({ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/me')).toBe(
    '/cfg/devopsql/OAuthSettings.txt',
  )
  expect(defaultSettingsLocation({}, 'darwin', '/Users/me')).toBe(
    '/Users/me/Library/Application Support/devopsql/OAuthSettings.txt',
  )
  expect(defaultSettingsLocation({ APPDATA: 'C:\\me\\Roaming' }, 'win32', 'C:\\me')).toBe(
    'C:\\me\\Roaming\\devopsql\\OAuthSettings.txt',
  )
  expect(defaultSettingsLocation({}, 'win32', 'C:\\me')).toBe(
    'C:\\me\\AppData\\Roaming\\devopsql\\OAuthSettings.txt',
  )
})

it('keeps the key of the machine there, too', () => {
  expect(defaultKeyFile({}, 'linux', '/home/me')).toBe('/home/me/.config/devopsql/settings.key')
})

it.skipIf(process.platform !== 'linux')(
  'lets %APPDATA% stand for the settings of the account (needs Linux)',
  () => {
    vi.stubEnv('XDG_CONFIG_HOME', '')
    const config = join(homedir(), '.config')
    expect(openSettings({ location: '%APPDATA%\\Mine\\OAuthSettings.txt' }).location).toBe(
      join(config, 'Mine', 'OAuthSettings.txt'),
    )
    expect(openSettings({ location: '%appdata%/Mine/OAuthSettings.txt' }).location).toBe(
      join(config, 'Mine', 'OAuthSettings.txt'),
    )
    vi.stubEnv('XDG_CONFIG_HOME', '/cfg')
    expect(openSettings({ location: '%APPDATA%/a' }).location).toBe('/cfg/a')
  },
)

it('makes a path absolute that begins in the folder of the process', () => {
  expect(openSettings({ location: 'kept.txt' }).location).toBe(join(process.cwd(), 'kept.txt'))
})
