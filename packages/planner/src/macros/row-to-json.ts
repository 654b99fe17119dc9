import type { Expression, Identifier, Node, Select, TableExpression } from '../syntax/ast.ts'
import { call, identifier, stringLiteral } from '../syntax/build.ts'
import { mapExpressions } from '../syntax/walk.ts'

/** A SELECT whose `row_to_json(t)` of a query `t` in its FROM is the object of the columns that the query names. */
export function rowsToJson(select: Select): Select {
  const rows = new Map(select.from.flatMap(namedRows))
  if (rows.size === 0) return select
  return {
    ...select,
    items: select.items.map((item) =>
      mapExpressions(item, (expression) => rowToJson(expression, rows)),
    ),
  }
}

type NamedRow = readonly [alias: string, columns: readonly string[]]

function rowToJson(
  expression: Expression,
  rows: ReadonlyMap<string, readonly string[]>,
): Expression {
  if (expression.kind !== 'function' || expression.name.toLowerCase() !== 'row_to_json')
    return expression
  const [row] = expression.arguments
  const [alias, ...deeper] = row?.kind === 'column' ? row.path : []
  const columns = alias && deeper.length === 0 ? rows.get(alias.name.toLowerCase()) : undefined
  if (alias === undefined || columns === undefined) return expression
  const fields = columns.flatMap((name): readonly Expression[] => [
    stringLiteral(name),
    { kind: 'column', path: [alias, identifier(name)] },
  ])
  return { ...call('json_object', fields), span: expression.span }
}

function namedRows(table: TableExpression): readonly NamedRow[] {
  if (table.kind === 'join') return [...namedRows(table.left), ...namedRows(table.right)]
  if (table.kind !== 'derived-table' || table.alias === undefined) return []
  const { name, columns } = table.alias
  const names = columns.length > 0 ? columns.map(nameOf) : namesOf(table.query.body)
  return names === undefined ? [] : [[name.name.toLowerCase(), names]]
}

/** Undefined where a column has no name of its own. */
function namesOf(body: Node): readonly string[] | undefined {
  if (body.kind !== 'select') return undefined
  const names = body.items.map(({ alias, expression }) =>
    alias === undefined && expression.kind === 'column' ? expression.path.at(-1) : alias,
  )
  const known = names.filter((name) => name !== undefined)
  return known.length === names.length ? known.map(nameOf) : undefined
}

function nameOf({ name }: Identifier): string {
  return name
}
