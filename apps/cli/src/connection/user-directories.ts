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
export function stateDirectory({ env, platform, homeDirectory }: Place): string {
  if (platform === 'win32') {
    return win32.join(
      env['LOCALAPPDATA'] ?? win32.join(homeDirectory, 'AppData', 'Local'),
      'devopsql',
    )
  }
  if (platform === 'darwin') {
    return posix.join(homeDirectory, 'Library', 'Application Support', 'devopsql')
  }
  return posix.join(
    env['XDG_STATE_HOME'] || posix.join(homeDirectory, '.local', 'state'),
    'devopsql',
  )
}
