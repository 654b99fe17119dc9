import { valueAt } from './raw-page.ts'

interface Place {
  readonly path: readonly string[]
  readonly otherwise?: readonly string[]
}

/** Reads what a column's source says of the JSON of a row; undefined where there is nothing. */
export function pathReader({ path, otherwise }: Place): (row: unknown) => unknown {
  const read = getter(path)
  if (otherwise === undefined) return read
  const readElsewhere = getter(otherwise)
  return (row) => read(row) ?? readElsewhere(row)
}

/** Paths of up to three names, which nearly all are, are read without a loop. */
function getter(path: readonly string[]): (row: unknown) => unknown {
  const [first, second, third] = path
  if (path.length === 1 && first !== undefined) return (row) => member(row, first)
  if (path.length === 2 && first !== undefined && second !== undefined) {
    return (row) => member(member(row, first), second)
  }
  if (path.length === 3 && first !== undefined && second !== undefined && third !== undefined) {
    return (row) => member(member(member(row, first), second), third)
  }
  return (row) => valueAt(row, path)
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
