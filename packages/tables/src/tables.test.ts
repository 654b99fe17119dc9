import { findColumn } from '@devopsql/schema'
import { expect, it } from 'vitest'
import { findTable, tables } from './tables.ts'

it('has each name once, letter case ignored', () => {
  const names = tables
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .map((name) => name.toLowerCase())
  expect(new Set(names).size).toBe(names.length)
})

it('has the tables that everything else is read from', () => {
  const names = tables.map((table) => table.name)
  expect(names).toEqual(
    expect.arrayContaining([
      'Projects',
      'Teams',
      'TeamMembers',
      'Users',
      'WorkItems',
      'WorkItemTypes',
      'WorkItemFields',
      'Repositories',
      'GitBranches',
      'Commits',
      'PullRequests',
      'PullRequestReviewers',
      'PullRequestWorkItems',
      'BuildDefinitions',
      'Builds',
      'BuildWorkItems',
      'Pipelines',
    ]),
  )
})

it('finds a table whatever the letter case', () => {
  expect(findTable('pullrequests')?.name).toBe('PullRequests')
  expect(findTable('PullRequest')).toBeUndefined()
})

it('shows the project in every table that a project has, but for the fields of the organization', () => {
  const without = tables
    .filter((table) => table.levels.includes('project'))
    .filter((table) => !table.columns.some((column) => column.name === 'ProjectName'))
  expect(without.map((table) => table.name)).toEqual(['WorkItemFields'])
})

it('shows the repository in every table that a repository has', () => {
  const shown = tables
    .filter((table) => table.levels.includes('repository'))
    .map((table) => table.columns.find((column) => namesOf(column).includes('RepositoryId'))?.type)
  expect(shown.length).toBeGreaterThan(5)
  expect(new Set(shown)).toEqual(new Set(['uuid']))
})

function namesOf(column: { readonly name: string; readonly aliases: readonly string[] }): string[] {
  return [column.name, ...column.aliases]
}

it('takes parents, foreign keys and looked-up columns from tables and columns that exist', () => {
  const links = tables.flatMap((table) => [
    ...table.access.flatMap(({ parent }) =>
      parent === undefined
        ? []
        : [...Object.values(parent.parameters), ...Object.values(parent.equals ?? {})].map(
            (column) => `${parent.table}.${column}`,
          ),
    ),
    ...table.foreignKeys.flatMap((key) => key.references.map((name) => `${key.table}.${name}`)),
    ...table.columns.flatMap(({ source }) =>
      source.kind === 'lookup'
        ? [`${source.table}.${source.match}`, `${source.table}.${source.column}`]
        : [],
    ),
  ])
  const known = new Set(
    tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`)),
  )
  expect(links.filter((link) => !known.has(link))).toEqual([])
})

it('names a parent column for each column that comes from the parent row', () => {
  const broken = tables.flatMap((table) =>
    table.columns.flatMap(({ name, source }) => {
      if (source.kind !== 'parent') return []
      const missing = table.access.some(
        ({ parent }) =>
          findTable(parent?.table ?? '')?.columns.some(
            (column) => column.name === source.column,
          ) !== true,
      )
      return missing ? [`${table.name}.${name}`] : []
    }),
  )
  expect(broken).toEqual([])
})

it('compares text from the parent row as the parent table does', () => {
  const different = tables.flatMap((table) =>
    table.columns.flatMap(({ name, source, collation }) => {
      if (source.kind !== 'parent' || collation === undefined) return []
      const otherwise = table.access.some(
        ({ parent }) =>
          findTable(parent?.table ?? '')?.columns.find((column) => column.name === source.column)
            ?.collation !== collation,
      )
      return otherwise ? [`${table.name}.${name}`] : []
    }),
  )
  expect(different).toEqual([])
})

it('asks for pull requests in every state and for builds in an order that is complete', () => {
  expect(findTable('PullRequests')?.access[0]?.request.query).toEqual({
    'searchCriteria.status': 'all',
  })
  expect(findTable('PullRequestReviewers')?.access[0]?.request.query).toEqual({
    'searchCriteria.status': 'all',
  })
  expect(findTable('Builds')?.access[0]?.request.query).toEqual({
    queryOrder: 'queueTimeDescending',
  })
})

it('never sends a value that stands for all or for no filter', () => {
  const sent = tables.flatMap((table) =>
    table.access.flatMap((access) =>
      access.pushdown
        // Of a request parameter no row has a value: it says what the query says.
        .filter(({ column }) => findColumn(table, column)?.source.kind !== 'parameter')
        .flatMap((pushdown) => Object.values(pushdown.values ?? {})),
    ),
  )
  expect(sent).toContain('partiallySucceeded')
  expect(sent.filter((value) => ['all', 'none', 'notSet', 'triggered'].includes(value))).toEqual([])
})

it('promises an exact answer for text only where the list of values is closed', () => {
  const open = tables.flatMap((table) =>
    table.access.flatMap((access) =>
      access.pushdown
        .filter((pushdown) => pushdown.inexact === undefined && pushdown.values === undefined)
        .map(({ column }) => table.columns.find(({ name }) => name === column))
        // No row has a value of a request parameter that could be compared otherwise.
        .filter((column) => column?.source.kind !== 'parameter')
        .filter((column) => column?.type === 'varchar' || column?.type === 'timestamptz')
        .map((column) => `${table.name}.${column?.name}`),
    ),
  )
  expect(open).toEqual([])
})
