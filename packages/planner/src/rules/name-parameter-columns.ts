import type { Query, QueryBody, SelectItem } from '../syntax/ast.ts'
import { formatSql } from '../syntax/format-sql.ts'
import { parametersOf } from './parameters-of.ts'

/** Names the columns that would take their names from the values of parameters: a result has them before it has values. */
export function nameParameterColumns(query: Query): Query {
  return { ...query, body: nameBody(query.body) }
}

function nameBody(body: QueryBody): QueryBody {
  switch (body.kind) {
    case 'select':
      return { ...body, items: body.items.map(nameItem) }
    case 'set-operation':
      return { ...body, left: nameBody(body.left) }
    case 'query':
      return nameParameterColumns(body)
    case 'values':
      return body
  }
}

function nameItem(item: SelectItem): SelectItem {
  const { expression, alias } = item
  if (alias !== undefined || expression.kind === 'star' || parametersOf(expression).length === 0)
    return item
  return { ...item, alias: { kind: 'identifier', name: formatSql(expression) } }
}
