import type { ParentRow } from '@devopsql/planner'
import type { Access } from '@devopsql/schema'

/** One request of a scan: its encoded path, and the parent row that it is made for. */
export interface RequestPath {
  readonly path: string
  readonly parent: ParentRow | undefined
  /** What the request reads, in the user's words: for errors and partial results. */
  readonly part: string
}

/** Every request that an access needs: parent rows times the values of the path parameters. */
export function requestPaths(
  access: Access,
  values: Readonly<Record<string, readonly string[]>>,
  parents: readonly ParentRow[] | undefined,
): readonly RequestPath[] {
  const combinations = combine(Object.entries(values))
  const rows: readonly (ParentRow | undefined)[] = parents ?? [undefined]
  return rows.flatMap((parent) => {
    const fromParent = Object.entries(access.parent?.parameters ?? {}).map(
      ([hole, column]): readonly [string, string] => [hole, String(parent?.[column] ?? '')],
    )
    return combinations.map((combination) => {
      const holes = new Map([...fromParent, ...combination])
      return { path: fill(access.request.path, holes), parent, part: partOf(parent, combination) }
    })
  })
}

type Binding = readonly [hole: string, value: string]

function combine(
  entries: readonly (readonly [string, readonly string[]])[],
): readonly (readonly Binding[])[] {
  return entries.reduce<readonly (readonly Binding[])[]>(
    (combinations, [hole, values]) =>
      combinations.flatMap((combination) =>
        values.map((value): readonly Binding[] => [...combination, [hole, value]]),
      ),
    [[]],
  )
}

function fill(template: string, holes: ReadonlyMap<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, hole: string) =>
    encodeURIComponent(holes.get(hole) ?? ''),
  )
}

function partOf(parent: ParentRow | undefined, combination: readonly Binding[]): string {
  const name = parent?.['Name'] ?? parent?.['Id']
  const named = name === undefined || name === null ? [] : [String(name)]
  return (
    [...named, ...combination.map(([hole, value]) => `${hole} ${value}`)].join(', ') ||
    'the organization'
  )
}
