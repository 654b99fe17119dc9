import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileSettings } from './file-settings.ts'
import { memorySettings } from './memory-settings.ts'
import { checkPassphrase, unusablePlace } from './settings-errors.ts'
import { type SettingsKeys, settingsKeys } from './settings-keys.ts'
import { configFolder, defaultKeyFile } from './settings-location.ts'
import type { SettingsStore } from './settings-store.ts'

export interface OpenSettingsOptions {
  /**
   * The path of a file, or `memory://<name>`: kept in this process, and shared by all who use the name.
   * `%APPDATA%` at its beginning stands for the folder of the account's settings on every system.
   */
  readonly location: string
  /** Opens copies of the file on other machines: 12 characters at least. */
  readonly passphrase?: string | undefined
  /** The secret of the application: opens copies of the file, too. */
  readonly clientSecret?: string | undefined
  /** The path of this machine's key; `settings.key` in the account's settings when absent. Made when a file is written. */
  readonly keyFile?: string | undefined
  /** Is told, in words, of what is not as it should be and no failure. */
  readonly warn?: ((text: string) => void) | undefined
}

/** A place to keep a sign-in in. Nothing is read or made before the store is used. */
export function openSettings(options: OpenSettingsOptions): SettingsStore {
  const { passphrase, warn = () => undefined } = options
  if (passphrase) checkPassphrase(passphrase)
  if (isMemory(options.location)) return memorySettings(checkedName(options.location))
  return fileSettings(absoluteLocation(options.location), { keys: keysOf(options), warn })
}

export function keysOf({ passphrase, clientSecret, keyFile }: OpenSettingsOptions): SettingsKeys {
  const path = keyFile ?? defaultKeyFile(process.env, process.platform, homedir())
  return settingsKeys({ passphrase, clientSecret, keyFile: resolve(path) })
}

export function isMemory(location: string): boolean {
  return location.startsWith('memory://')
}

export function absoluteLocation(location: string): string {
  if (location.trim() === '') {
    throw unusablePlace(
      'OAuthSettingsLocation is empty',
      'Give the path of a file, or leave it out.',
    )
  }
  const rest = /^%APPDATA%(?=[\\/])(.*)$/i.exec(location)?.[1]
  if (rest === undefined) return resolve(location)
  const folder = configFolder(process.env, process.platform, homedir())
  return resolve(folder + (process.platform === 'win32' ? rest : rest.replaceAll('\\', '/')))
}

function checkedName(location: string): string {
  if (location !== 'memory://') return location
  throw unusablePlace(
    'OAuthSettingsLocation has no name after memory://',
    'Connections with the same name share a sign-in: memory://reports.',
  )
}
