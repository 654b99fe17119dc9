import type { ParentRow } from '@devopsql/planner'
import type { Access } from '@devopsql/schema'
import { type Place, type RawPage, valueAt } from './raw-page.ts'

/** Rows that stand in one array, with what holds them. */
interface Nest {
  readonly rows: readonly Placed[]
  readonly outer: unknown
}

interface Placed extends Place {
  readonly row: unknown
}

/** Where the rows are: the path to their array, and the property of a row that holds rows. */
export interface NestedRows {
  readonly path: readonly string[]
  readonly inside: string | undefined
}

export function nestedRows({ inside }: Access, each: string): NestedRows {
  return { path: each.split('.'), inside }
}

/**
 * The rows in a nested array of each element. Where the path to it leads through further arrays, each of their elements
 * is gone through, and what holds the rows shows the element gone through in place of the array.
 */
export function explode(
  elements: readonly unknown[],
  nested: NestedRows,
  parent: ParentRow | undefined,
): RawPage {
  const nests = elements.flatMap((element) => nestsIn(element, nested))
  const places = nests.flatMap(({ rows }) => rows)
  return {
    rows: places.map(({ row }) => row),
    outers: nests.flatMap(({ rows, outer }) => rows.map(() => outer)),
    places,
    parent,
  }
}

function nestsIn(element: unknown, { path, inside }: NestedRows): readonly Nest[] {
  const [first = '', ...rest] = path
  return first.split('|').flatMap((name) => nestsAt(element, { path: [name, ...rest], inside }))
}

function nestsAt(element: unknown, { path, inside }: NestedRows): readonly Nest[] {
  const [first = '', ...rest] = path
  if (typeof element !== 'object' || element === null) return []
  const inner = (element as Readonly<Record<string, unknown>>)[first]
  if (rest.length === 0) return [{ rows: numbered(inner, inside), outer: element }]
  const below: readonly unknown[] = Array.isArray(inner) ? inner : [inner]
  return below.flatMap((child) =>
    nestsIn(child, { path: rest, inside }).map(({ rows, outer }) => ({
      rows,
      outer: { ...element, [first]: outer },
    })),
  )
}

/** The rows of an array, each before those inside of it. */
function numbered(value: unknown, inside: string | undefined): readonly Placed[] {
  if (inside === undefined)
    return listOf(value).map((row, index) => ({ row, position: index + 1, holder: null }))
  const rows: Placed[] = []
  // A list of its own, because groups may lie deeper than the call stack.
  const waiting = oneOrMore(value).map((row) => ({ row, holder: null as number | null }))
  waiting.reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const position = rows.push({ ...next, position: rows.length + 1 })
    const below = listOf(valueAt(next.row, [inside])).toReversed()
    waiting.push(...below.map((row) => ({ row, holder: position })))
  }
  return rows
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function oneOrMore(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}
