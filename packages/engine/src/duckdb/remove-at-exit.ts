import { rmSync } from 'node:fs'

const paths = new Set<string>()

/** Removes a file or a folder should the process end before the function that this gives is called. */
export function removeAtExit(path: string): () => void {
  // One listener for all: a server has many files and folders at once.
  if (paths.size === 0) process.on('exit', removeAll)
  paths.add(path)
  return () => {
    paths.delete(path)
    if (paths.size === 0) process.off('exit', removeAll)
  }
}

function removeAll(): void {
  for (const path of paths) {
    // Threads of DuckDB may still write into a folder, so that it fills again while it is emptied.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
}
