import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CliContext } from '../cli-context.ts'
import { stateDirectory } from '../connection/user-directories.ts'

export const historySize = 1000

/** Lines that were typed before, the latest first, as readline keeps them. */
export async function readHistory(context: CliContext): Promise<string[]> {
  try {
    const text = await readFile(join(stateDirectory(context), 'history'), 'utf8')
    return text.split('\n').filter(Boolean).slice(-historySize).reverse()
  } catch {
    return []
  }
}

/** Keeps the lines for the next time; a history that can't be kept is no reason to stop. */
export async function writeHistory(
  latestFirst: readonly string[],
  context: CliContext,
): Promise<void> {
  const directory = stateDirectory(context)
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const text = [...latestFirst].reverse().join('\n')
    await writeFile(join(directory, 'history'), `${text}\n`, { mode: 0o600 })
  } catch {
    return
  }
}
