import { posix, win32 } from 'node:path'

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where a sign-in is kept when nobody says where: `<config folder>/devopsql/OAuthSettings.txt`. */
export function defaultSettingsLocation(env: Environment, platform: string, home: string): string {
  return pathsOf(platform).join(configFolder(env, platform, home), 'devopsql', 'OAuthSettings.txt')
}

/** Where the key is that opens settings files on this machine: `<config folder>/devopsql/settings.key`. */
export function defaultKeyFile(env: Environment, platform: string, home: string): string {
  return pathsOf(platform).join(configFolder(env, platform, home), 'devopsql', 'settings.key')
}

/** The folder of an account's settings, for which `%APPDATA%` stands on every system. */
export function configFolder(env: Environment, platform: string, home: string): string {
  switch (platform) {
    case 'win32':
      return env['APPDATA'] || win32.join(home, 'AppData', 'Roaming')
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support')
    default:
      return env['XDG_CONFIG_HOME'] || posix.join(home, '.config')
  }
}

function pathsOf(platform: string): typeof posix {
  return platform === 'win32' ? win32 : posix
}
