import type { ParentRow } from '@devopsql/planner'
import type { RawPage } from './raw-page.ts'

/** Rows that stand in one array, with what holds them. */
interface Nest {
  readonly rows: readonly unknown[]
  readonly outer: unknown
}

/**
 * The rows in a nested array of each element. Where the path to it leads through further arrays, each of their elements
 * is gone through, and what holds the rows shows the element gone through in place of the array.
 */
export function explode(
  elements: readonly unknown[],
  path: readonly string[],
  parent: ParentRow | undefined,
): RawPage {
  const nests = elements.flatMap((element) => nestsIn(element, path))
  return {
    rows: nests.flatMap(({ rows }) => rows),
    outers: nests.flatMap(({ rows, outer }) => rows.map(() => outer)),
    parent,
  }
}

function nestsIn(element: unknown, [first = '', ...rest]: readonly string[]): readonly Nest[] {
  if (typeof element !== 'object' || element === null) return []
  const inner = (element as Readonly<Record<string, unknown>>)[first]
  if (rest.length === 0) return Array.isArray(inner) ? [{ rows: inner, outer: element }] : []
  const below: readonly unknown[] = Array.isArray(inner) ? inner : [inner]
  return below.flatMap((child) =>
    nestsIn(child, rest).map(({ rows, outer }) => ({
      rows,
      outer: { ...element, [first]: outer },
    })),
  )
}
