import { rmSync } from 'node:fs'

/** Removes a file or a folder should the process end before the function that this gives is called. */
export function removeAtExit(path: string): () => void {
  // Threads of DuckDB may still write into a folder, so that it fills again while it is emptied.
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  return () => {
    process.off('exit', remove)
  }
}
