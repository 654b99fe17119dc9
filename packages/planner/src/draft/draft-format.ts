/* Temporary: stands in until syntax/ has the real emitter. */
import type * as A from '../syntax/ast.ts'

const id = (n: A.Identifier): string => `"${n.name.replaceAll('"', '""')}"`
const str = (v: string): string => `'${v.replaceAll("'", "''")}'`
const j = (ns: readonly A.Node[], s = ', '): string => ns.map(formatSql).join(s)
export function formatSql(n: A.Node): string {
  const f = formatSql
  switch (n.kind) {
    case 'query':
      return [
        n.with && `WITH ${n.with.recursive ? 'RECURSIVE ' : ''}${j(n.with.tables)}`,
        f(n.body),
        n.orderBy.length && `ORDER BY ${j(n.orderBy)}`,
        n.limit && `LIMIT ${f(n.limit)}`,
        n.offset && `OFFSET ${f(n.offset)}`,
      ]
        .filter(Boolean)
        .join(' ')
    case 'common-table':
      return `${id(n.name)}${n.columns.length ? `(${n.columns.map(id).join(', ')})` : ''} AS (${f(n.query)})`
    case 'set-operation':
      return `(${f(n.left)}) ${n.operator.toUpperCase()}${n.all ? ' ALL' : ''}${n.byName ? ' BY NAME' : ''} (${f(n.right)})`
    case 'values':
      return `VALUES ${j(n.rows)}`
    case 'values-row':
      return `(${j(n.items)})`
    case 'select':
      return [
        'SELECT',
        n.distinct && (n.distinct.on.length ? `DISTINCT ON (${j(n.distinct.on)})` : 'DISTINCT'),
        j(n.items),
        n.from.length && `FROM ${j(n.from)}`,
        n.where && `WHERE ${f(n.where)}`,
        n.groupBy && (n.groupBy.all ? 'GROUP BY ALL' : `GROUP BY ${j(n.groupBy.elements)}`),
        n.having && `HAVING ${f(n.having)}`,
        n.qualify && `QUALIFY ${f(n.qualify)}`,
      ]
        .filter(Boolean)
        .join(' ')
    case 'select-item':
      return f(n.expression) + (n.alias ? ` AS ${id(n.alias)}` : '')
    case 'order-item':
      return `${f(n.expression)} ${n.direction.toUpperCase()} NULLS ${n.nulls.toUpperCase()}`
    case 'order-all':
      return 'ALL'
    case 'table-alias':
      return `${id(n.name)}${n.columns.length ? `(${n.columns.map(id).join(', ')})` : ''}`
    case 'table':
      return n.path.map(id).join('.') + (n.alias ? ` AS ${f(n.alias)}` : '')
    case 'derived-table':
      return `${n.lateral ? 'LATERAL ' : ''}(${f(n.query)})${n.alias ? ` AS ${f(n.alias)}` : ''}`
    case 'table-function':
      return `${n.name}(${j(n.arguments)})${n.alias ? ` AS ${f(n.alias)}` : ''}`
    case 'join':
      return `(${f(n.left)} ${n.natural ? 'NATURAL ' : ''}${n.type.toUpperCase()} JOIN ${f(n.right)}${n.on ? ` ON ${f(n.on)}` : ''}${n.using.length ? ` USING (${n.using.map(id).join(', ')})` : ''})`
    case 'identifier':
      return id(n)
    case 'number':
      return n.text
    case 'string':
      return str(n.value)
    case 'boolean':
      return n.value ? 'TRUE' : 'FALSE'
    case 'null':
      return 'NULL'
    case 'typed-literal':
      return `${n.type.name === 'TIMESTAMP WITH TIME ZONE' ? 'TIMESTAMPTZ' : n.type.name} ${str(n.value)}`
    case 'interval':
      return n.unit ? `INTERVAL (${f(n.value)}) ${n.unit}` : `INTERVAL ${f(n.value)}`
    case 'parameter':
      return `$${n.name}`
    case 'column':
      return n.path.map(id).join('.')
    case 'star':
      return `${n.qualifier.map((q) => `${id(q)}.`).join('')}*`
    case 'unary':
      return `(${n.operator.toUpperCase()} ${f(n.operand)})`
    case 'binary':
      return `(${f(n.left)} ${n.operator.toUpperCase()} ${f(n.right)})`
    case 'logical':
      return `(${j(n.operands, ` ${n.operator.toUpperCase()} `)})`
    case 'is':
      return `(${f(n.operand)} IS ${n.negated ? 'NOT ' : ''}${n.test.toUpperCase()})`
    case 'between':
      return `(${f(n.operand)} ${n.negated ? 'NOT ' : ''}BETWEEN ${f(n.low)} AND ${f(n.high)})`
    case 'in-list':
      return `(${f(n.operand)} ${n.negated ? 'NOT ' : ''}IN (${j(n.items)}))`
    case 'in-query':
      return `(${f(n.operand)} ${n.negated ? 'NOT ' : ''}IN (${f(n.query)}))`
    case 'like':
      return n.operator === 'contains'
        ? `(${n.negated ? 'NOT ' : ''}contains(${f(n.operand)}, ${f(n.pattern)}))`
        : `(${f(n.operand)} ${n.negated ? 'NOT ' : ''}${n.operator.toUpperCase()} ${f(n.pattern)}${n.escape ? ` ESCAPE ${f(n.escape)}` : ''})`
    case 'exists':
      return `EXISTS (${f(n.query)})`
    case 'subquery':
      return `(${f(n.query)})`
    case 'row':
      return `(${j(n.items)})`
    case 'case':
      return `CASE${n.operand ? ` ${f(n.operand)}` : ''}${n.branches.map((b) => ` WHEN ${f(b.condition)} THEN ${f(b.result)}`).join('')}${n.otherwise ? ` ELSE ${f(n.otherwise)}` : ''} END`
    case 'cast':
      return `${n.try ? 'TRY_CAST' : 'CAST'}(${f(n.operand)} AS ${f(n.type)})`
    case 'type-name':
      return n.name + (n.parameters.length ? `(${n.parameters.join(', ')})` : '')
    case 'function':
      return `${n.name}(${n.distinct ? 'DISTINCT ' : ''}${j(n.arguments)}${n.orderBy.length ? ` ORDER BY ${j(n.orderBy)}` : ''})${n.filter ? ` FILTER (WHERE ${f(n.filter)})` : ''}${n.over ? ` OVER ${f(n.over)}` : ''}`
    case 'window':
      return `(${[n.partitionBy.length && `PARTITION BY ${j(n.partitionBy)}`, n.orderBy.length && `ORDER BY ${j(n.orderBy)}`].filter(Boolean).join(' ')})`
    case 'window-reference':
      return id(n.name)
    default:
      throw new RangeError(n.kind)
  }
}
export const translateFunctions = <N>(n: N): N => n
