/** The array at a dotted path of a body; the body itself as the one row for an empty path; empty where there is none. */
export function rowsAt(body: unknown, path: string): readonly unknown[] {
  if (path === '') return body === undefined || body === null ? [] : [body]
  const rows = valueAt(body, path)
  return Array.isArray(rows) ? rows : []
}

/** The value at a dotted path. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  return value
}
