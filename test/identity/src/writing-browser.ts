import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'

/** A browser that only writes down where it is sent. */
export interface WritingBrowser {
  /** Makes a command use it. */
  readonly environment: Readonly<Record<string, string>>
  /** Where it was sent, once it was. */
  readonly url: () => Promise<string>
}

/** Installs the browser in a folder. */
export async function installBrowser(folder: string): Promise<WritingBrowser> {
  const [program, file] = [join(folder, 'browser'), join(folder, 'address')]
  await writeFile(
    program,
    `#!/bin/sh\nprintf %s "$1" > '${file}.part' && mv '${file}.part' '${file}'\n`,
  )
  await chmod(program, 0o755)
  const url = (): Promise<string> =>
    vi.waitFor(() => readFile(file, 'utf8'), { timeout: 20_000, interval: 50 })
  return { environment: { BROWSER: program }, url }
}
