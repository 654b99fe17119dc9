import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { CreateViewStatement, DropViewStatement } from '@devopsql/planner'
import { type NamedView, readView } from './read-view.ts'

/** The parts of a name with their places in the text. */
type NamePath = readonly {
  readonly name: string
  readonly span?: { readonly start: number } | undefined
}[]

/** The views of a connection, in the schema `UserViews`. */
export interface ViewSet {
  /** Begins with queries by the name of their view. Throws for one that can't be read, and for the name of a table. */
  load(queries: Readonly<Record<string, string>>): void
  readonly all: () => readonly NamedView[]
  /** The view that `name`, `UserViews.name` or `CData.UserViews.name` stands for, letter case ignored. */
  find(path: NamePath): NamedView | undefined
  /** The change that a statement asks for, not yet done. Throws for a name that is taken, missing or elsewhere. */
  changeOf(statement: CreateViewStatement | DropViewStatement, sql: string): ViewChange
  apply(change: ViewChange): void
}

/** What becomes of the view of a name; undefined: it is gone. */
export interface ViewChange {
  readonly name: string
  readonly view: NamedView | undefined
}

/** The schema that views are in. */
export const viewSchema = 'UserViews'

/** No views yet. `isTable`: whether a table has a name, which no view may take. */
export function createViewSet(isTable: (name: string) => boolean): ViewSet {
  let named: readonly NamedView[] = []

  const byName = (wanted: string): NamedView | undefined =>
    named.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())

  return {
    load(queries) {
      const read = Object.entries(queries).map(([name, sql]) => placedView(name, sql))
      for (const { name } of read) if (isTable(name)) throw nameOfTable({ name })
      named = read
    },
    all: () => named,
    find: (path) => (isInSchema(path) ? byName(path.at(-1)?.name ?? '') : undefined),
    changeOf(statement, sql) {
      const part = partOf(statement.path)
      const existing = byName(part.name)
      if (statement.kind === 'drop-view') {
        if (existing === undefined && !statement.ifExists) throw noView(part, named)
        return { name: existing?.name ?? part.name, view: undefined }
      }
      if (isTable(part.name)) throw nameOfTable(part)
      if (statement.mode === 'create' && existing !== undefined) throw nameOfView(part)
      if (statement.mode === 'alter' && existing === undefined) throw noView(part, named)
      const { span } = statement.query
      const name = existing?.name ?? part.name
      return { name, view: placedView(name, sql.slice(span?.start, span?.end)) }
    },
    apply({ name, view }) {
      named = [...named.filter((each) => each.name !== name), ...(view === undefined ? [] : [view])]
    },
  }
}

function placedView(name: string, sql: string): NamedView {
  return { ...readView(name, sql), place: { catalog: 'CData', schema: viewSchema } }
}

type Part = NamePath[number]

function isInSchema(path: NamePath): boolean {
  const [schema, catalog] = path.slice(0, -1).toReversed()
  if (schema === undefined) return true
  if (schema.name.toLowerCase() !== viewSchema.toLowerCase() || path.length > 3) return false
  return catalog === undefined || ['cdata', 'organization'].includes(catalog.name.toLowerCase())
}

function partOf(path: NamePath): Part {
  const part = path.at(-1)
  if (part !== undefined && isInSchema(path)) return part
  throw new DevopsqlError(`a view can only be in the schema ${viewSchema}`, {
    code: 'DEVOPSQL_UNDEFINED_CATALOG',
    hint: `Write the name alone, or ${viewSchema}.${part?.name ?? 'name'}.`,
    position: path[0]?.span?.start,
  })
}

function nameOfTable({ name, span }: Part): DevopsqlError {
  return new DevopsqlError(`${name} is the name of a table`, {
    code: 'DEVOPSQL_DUPLICATE_TABLE',
    hint: 'Give the view a name that no table has.',
    position: span?.start,
  })
}

function nameOfView({ name, span }: Part): DevopsqlError {
  return new DevopsqlError(`there is a view ${name} already`, {
    code: 'DEVOPSQL_DUPLICATE_TABLE',
    hint: `Write CREATE OR REPLACE LOCAL VIEW ${name} to change it.`,
    position: span?.start,
  })
}

function noView({ name, span }: Part, views: readonly NamedView[]): DevopsqlError {
  const nearest = nearestName(
    name,
    views.map((view) => view.name),
  )
  return new DevopsqlError(`there is no view ${name}`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint:
      nearest === undefined
        ? 'The command `devopsql tables` lists the views with the tables.'
        : `Did you mean ${nearest}?`,
    position: span?.start,
  })
}
