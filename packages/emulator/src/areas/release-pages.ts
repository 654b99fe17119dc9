import type { Call } from '../call.ts'

interface Numbered<T> {
  readonly rows: Iterable<T>
  readonly matches: (row: T) => boolean
  readonly idOf: (row: T) => number
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly token: string | undefined
}

/**
 * A page of rows in the order of their numbers: 50 without $top and 100 at most. (azure-devops-exporter#113)
 * The token is the number of the row that comes next. (what it says exactly: assumed)
 */
export function pageById<T>(
  { query }: Call,
  top: 'top' | '$top',
  { rows, matches, idOf }: Numbered<T>,
): Page<T> {
  const size = Math.min(query.integer(top) ?? 50, 100)
  const first = query.integer('continuationToken')
  const page: T[] = []
  let isBefore = first !== undefined && first !== 0
  for (const row of rows) {
    isBefore &&= idOf(row) !== first
    if (isBefore || !matches(row)) continue
    if (page.length === size) return { rows: page, token: String(idOf(row)) }
    page.push(row)
  }
  return { rows: page, token: undefined }
}

/** A folder with those below it, whatever the letter case. (assumed) */
export function folderFilter(wanted: string | undefined): (path: string) => boolean {
  if (wanted === undefined || wanted === '\\') return () => true
  const folder = wanted.toLowerCase()
  return (path) => path.toLowerCase() === folder || path.toLowerCase().startsWith(`${folder}\\`)
}
