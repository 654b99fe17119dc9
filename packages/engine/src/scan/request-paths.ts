import { DevopsqlError } from '@devopsql/errors'
import type { ParentRow } from '@devopsql/planner'
import type { Access } from '@devopsql/schema'
import { fillBody, fillPath, fillText, type Holes, hasHole } from './fill-template.ts'

/** The part that a request reads which is made for no row and no value. */
export const wholeOrganization = 'the organization'

/** One request of a scan: its encoded path, and the parent row that it is made for. */
export interface RequestPath {
  readonly template: string
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

/** Every request that an access needs: parent rows times the values of the path parameters, for each of its paths. */
export function requestPaths(
  access: Access,
  values: Readonly<Record<string, readonly string[]>>,
  parents: readonly ParentRow[] | undefined,
): readonly RequestPath[] {
  const combinations = combine(Object.entries(values))
  const rows: readonly (ParentRow | undefined)[] = parents ?? [undefined]
  const { path, also = [] } = access.request
  const asked = new Set<string>()
  return rows.flatMap((parent) => {
    const fromParent = bindingsOf(access, parent)
    return combinations.flatMap((combination) => {
      const holes = new Map([...fromParent, ...combination])
      const part = partOf(parent, combination)
      const shared = also
        .map((template) => ({ ...filled(access, { template, holes }), parent, part }))
        .filter((request) => isNew(asked, request.path))
      return [{ ...filled(access, { template: path, holes }), parent, part }, ...shared]
    })
  })
}

function isNew(asked: Set<string>, path: string): boolean {
  const sizeBefore = asked.size
  return asked.add(path).size > sizeBefore
}

function bindingsOf(access: Access, parent: ParentRow | undefined): readonly Binding[] {
  const { parameters = {}, optional = [] } = access.parent ?? {}
  return Object.entries(parameters).flatMap(([hole, column]): readonly Binding[] => {
    const value = parent?.[column] ?? undefined
    if (value !== undefined) return [[hole, String(value)]]
    return optional.includes(hole) ? [] : missing(access, column)
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
  { template, holes }: { readonly template: string; readonly holes: Holes },
): Omit<RequestPath, 'parent' | 'part'> {
  const templates = Object.entries(request.query ?? {}).filter(([, value]) => hasHole(value))
  return {
    template,
    path: fillPath(template, holes),
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
