import type { DerivedTable, Expression, SelectItem, TableFunction } from '../syntax/ast.ts'
import { call, identifier, queryOf } from '../syntax/build.ts'

/** `unnest(a, b)` in FROM as a query: the lists side by side, the shorter ones filled with NULL; undefined for another. */
export function zippedLists(table: TableFunction): DerivedTable | undefined {
  const { name, arguments: lists, ordinality, alias, span } = table
  if (name.toLowerCase() !== 'unnest' || lists.length < 2) return undefined
  const lengths = lists.map((list) => call('len', [list]))
  const numbers = call('generate_series', [one, call('greatest', lengths)])
  const items = lists.map((list, index) => item(list, index === 0 ? name : `${name}_${index}`))
  return {
    kind: 'derived-table',
    query: queryOf({
      kind: 'select',
      items: ordinality ? [...items, item(numbers, 'ordinality')] : items,
      from: [],
      windows: [],
    }),
    lateral: true,
    alias: alias ?? { kind: 'table-alias', name: identifier(name), columns: [] },
    span,
  }
}

const one: Expression = { kind: 'number', text: '1' }

function item(list: Expression, name: string): SelectItem {
  return {
    kind: 'select-item',
    expression: call('unnest', [list]),
    alias: identifier(name),
  }
}
