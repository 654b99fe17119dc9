import { describe, expect, it } from 'vitest'
import type { Query } from '../syntax/ast.ts'
import { formatSql } from '../syntax/format-sql.ts'
import { parse } from '../syntax/parse.ts'
import { expandViews, type View } from './expand-views.ts'

function query(sql: string): Query {
  const statement = parse(sql)
  if (statement.kind !== 'query') throw new TypeError(`no query: ${sql}`)
  return statement
}

function expanded(sql: string, views: Readonly<Record<string, string>>): string {
  const named = Object.entries(views).map(([name, text]): View => ({ name, query: query(text) }))
  return formatSql(
    expandViews(query(sql), ({ path }) => named.find(({ name }) => name === path.at(-1)?.name)),
  )
}

/** What DuckDB would be given for a query that was written without views. */
const plain = (sql: string): string => formatSql(query(sql))

describe('the expansion of views', () => {
  it('puts the query of a view in its place, under the name or the alias', () => {
    const views = { Mine: 'SELECT Id FROM WorkItems' }
    expect(expanded('SELECT * FROM Mine', views)).toBe(
      plain('SELECT * FROM (SELECT Id FROM WorkItems) AS Mine'),
    )
    expect(expanded('SELECT * FROM UserViews.Mine AS m (Number)', views)).toBe(
      plain('SELECT * FROM (SELECT Id FROM WorkItems) AS m (Number)'),
    )
  })

  it('reaches views in views, in subqueries and in common tables', () => {
    const views = { Small: 'SELECT Id FROM Builds', Large: 'SELECT * FROM Small' }
    expect(
      expanded(
        'WITH c AS (SELECT * FROM Large) SELECT 1 WHERE EXISTS (SELECT * FROM Large)',
        views,
      ),
    ).toBe(
      plain(
        'WITH c AS (SELECT * FROM (SELECT * FROM (SELECT Id FROM Builds) AS Small) AS Large) ' +
          'SELECT 1 WHERE EXISTS (SELECT * FROM (SELECT * FROM (SELECT Id FROM Builds) AS Small) AS Large)',
      ),
    )
  })

  it('leaves a common table of the same name alone', () => {
    const sql = 'WITH Mine AS (SELECT 1 AS a) SELECT * FROM Mine'
    expect(expanded(sql, { Mine: 'SELECT Id FROM WorkItems' })).toBe(plain(sql))
  })

  it('refuses a view that reads itself, whichever way round', () => {
    const views = { a: 'SELECT * FROM b', b: 'SELECT * FROM a' }
    expect(() => expanded('SELECT * FROM a', views)).toThrow('view a reads itself: a > b > a')
  })
})
