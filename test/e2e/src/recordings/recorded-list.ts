import type { Route } from './serve-routes.ts'

/** What a recording says of one table: what to serve, and the values of each row by column name. */
export interface RecordedRows {
  readonly table: string
  readonly routes: readonly Route[]
  /** A condition for the one row of an answer that is no list. */
  readonly where?: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export type Json = Readonly<Record<string, unknown>>

export const listOf = (rows: readonly unknown[]): Json => ({ count: rows.length, value: rows })

export const someProject: { readonly id: string; readonly name: string } = {
  id: '0f6cd1bb-5a4b-4c58-a0a4-8b1a2f1b7c01',
  name: 'Recorded',
}

export const someTeam: { readonly id: string; readonly name: string } = {
  id: '5e0b7d3a-9c55-4a0c-8f37-6f2d9b1e3a03',
  name: 'Recorded Team',
}

export const ofProject: Json = { ProjectId: someProject.id, ProjectName: someProject.name }

export const projectRoutes = (project: unknown): readonly Route[] => [
  { path: '_apis/projects', body: listOf([project]) },
  { path: '_apis/projects/*', body: project },
]

export interface ListedTable {
  /** Path of the list, with `*` for any one segment. */
  readonly path: string
  /** The values of a row by column name. */
  readonly values: (row: Json) => Json
  /** What else has to be served. Absent: a project. */
  readonly routes?: readonly Route[]
}

/** A table whose rows a list has. */
export const list =
  (
    table: string,
    { path, values, routes = projectRoutes(someProject) }: ListedTable,
  ): ((rows: readonly Json[]) => RecordedRows) =>
  (rows) => ({
    table,
    routes: [{ path, body: listOf(rows) }, ...routes],
    rows: rows.map((row) => values(row)),
  })

export interface Use {
  readonly pattern: RegExp
  /** The name of the recording too, where its address is that of something else. */
  readonly file?: RegExp
  readonly tables: readonly ((rows: readonly Json[]) => RecordedRows)[]
}
