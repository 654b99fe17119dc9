import { DevopsqlError } from '@devopsql/errors'
import type { ParentRow } from '@devopsql/planner'
import type { Access } from '@devopsql/schema'
import { fillBody, fillPath, fillText, type Holes, hasHole } from './fill-template.ts'

/** The part that a request reads which is made for no row and no value. */
export const wholeOrganization = 'the organization'

/** One request of a scan: its encoded path, and the parent row that it is made for. */
export interface RequestPath {
  readonly path: string
  /** The parameters of the template that have holes, filled. */
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  /** The values of the holes, for further requests about the same rows. */
  readonly holes: Holes
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
    const fromParent = Object.entries(access.parent?.parameters ?? {}).flatMap(
      ([hole, column]): readonly Binding[] => {
        const value = parent?.[column] ?? undefined
        if (value !== undefined) return [[hole, String(value)]]
        return access.parent?.optional?.includes(hole) === true ? [] : missing(access, column)
      },
    )
    return combinations.map((combination) => {
      const holes = new Map([...fromParent, ...combination])
      return { ...filled(access, holes), parent, part: partOf(parent, combination) }
    })
  })
}

// Without it the address would be that of something else.
function missing({ parent }: Access, column: string): never {
  throw new DevopsqlError(`a row of ${parent?.table ?? 'the parent'} came without its ${column}`, {
    code: 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Please report it: every request below that row needs it.',
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

function filled(
  { request }: Access,
  holes: Holes,
): Pick<RequestPath, 'path' | 'query' | 'body' | 'holes'> {
  const templates = Object.entries(request.query ?? {}).filter(([, value]) => hasHole(value))
  return {
    path: fillPath(request.path, holes),
    query: Object.fromEntries(templates.map(([name, value]) => [name, fillText(value, holes)])),
    body: request.body && fillBody(request.body, holes),
    holes,
  }
}

function partOf(parent: ParentRow | undefined, combination: readonly Binding[]): string {
  const name = parent?.['Name'] ?? parent?.['Id']
  const named = name === undefined || name === null ? [] : [String(name)]
  return (
    [...named, ...combination.map(([hole, value]) => `${hole} ${value}`)].join(', ') ||
    wholeOrganization
  )
}
