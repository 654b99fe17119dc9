import { expect, it } from 'vitest'
import { catalogColumnType } from './own-relations.ts'

it.each([
  ['pg_catalog', 'pg_class', 'oid', 'oid'],
  ['pg_catalog', 'pg_class', 'relkind', 'char'],
  ['pg_catalog', 'pg_class', 'relname', 'name'],
  ['pg_catalog', 'pg_index', 'indkey', 'int2vector'],
  ['information_schema', 'columns', 'column_name', 'sql_identifier'],
  ['Information', 'WorkItems', 'Id', undefined],
  ['UserViews', 'pg_class', 'oid', undefined],
])('%s.%s.%s is of type %s', (...[schema, table, column, type]) => {
  expect(catalogColumnType({ schema, table, column })).toBe(type)
})
