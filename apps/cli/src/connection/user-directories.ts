import { posix, win32 } from 'node:path'
import type { CliContext } from '../cli-context.ts'

type Place = Pick<CliContext, 'env' | 'platform' | 'homeDirectory'>

/** Where the person's settings for devopsql are kept. */
export function configDirectory({ env, platform, homeDirectory }: Place): string {
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] ?? win32.join(homeDirectory, 'AppData', 'Roaming'), 'devopsql')
  }
  if (platform === 'darwin') {
    return posix.join(homeDirectory, 'Library', 'Application Support', 'devopsql')
  }
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(homeDirectory, '.config'), 'devopsql')
}

/** Where devopsql keeps what it can lose: the history of the shell. */
export function stateDirectory(place: Place): string {
  return (
    localData(place, 'Application Support') ??
    posix.join(
      place.env['XDG_STATE_HOME'] || posix.join(place.homeDirectory, '.local', 'state'),
      'devopsql',
    )
  )
}

/** Where devopsql keeps what it can ask for again: the fields of work items. */
export function cacheDirectory(place: Place): string {
  return (
    localData(place, 'Caches') ??
    posix.join(place.env['XDG_CACHE_HOME'] || posix.join(place.homeDirectory, '.cache'), 'devopsql')
  )
}

/** Where such data goes on Windows and macOS; elsewhere each kind has a place of its own. */
function localData({ env, platform, homeDirectory }: Place, library: string): string | undefined {
  if (platform === 'darwin') return posix.join(homeDirectory, 'Library', library, 'devopsql')
  if (platform !== 'win32') return undefined
  return win32.join(
    env['LOCALAPPDATA'] ?? win32.join(homeDirectory, 'AppData', 'Local'),
    'devopsql',
  )
}
