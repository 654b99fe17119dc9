import type {
  Expression,
  FunctionCall,
  Query,
  QueryBody,
  SelectItem,
  TypeName,
} from '../syntax/ast.ts'
import { mapNode } from '../syntax/walk.ts'

/** The query with the names that PostgreSQL gives to result columns without alias. */
export function namedAsInPostgres(query: Query): Query {
  const named = mapNode(query, (node) => (node.kind === 'select-item' ? namedItem(node) : node))
  return named.kind === 'query' ? named : query
}

function namedItem(item: SelectItem): SelectItem {
  const { expression, alias } = item
  const keepsName = expression.kind === 'column' || mayBeSeveral(expression)
  if (alias !== undefined || keepsName) return item
  return { ...item, alias: { kind: 'identifier', name: nameOf(expression) ?? '?column?' } }
}

/** `*`, `* LIKE 'a%'` and COLUMNS(…) stand for columns that have names. */
function mayBeSeveral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'star':
      return true
    case 'like':
      return expression.operand.kind === 'star'
    case 'function':
      return expression.name.toLowerCase() === 'columns'
    default:
      return false
  }
}

/** Undefined for an expression that PostgreSQL has no name for. */
function nameOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'column':
      return expression.path.at(-1)?.name
    case 'function':
      return nameOfCall(expression)
    case 'cast':
      return ownName(expression.operand) ?? nameOfType(expression.type)
    case 'typed-literal':
      return nameOfType(expression.type)
    case 'collate':
    case 'subscript':
      return nameOf(expression.operand)
    case 'case':
      return (expression.otherwise && ownName(expression.otherwise)) ?? 'case'
    case 'exists':
      return 'exists'
    case 'row':
      return 'row'
    case 'interval':
      return 'interval'
    case 'subquery':
      return nameInBody(expression.query.body)
    default:
      return undefined
  }
}

function nameOfCall({ name, arguments: values }: FunctionCall): string | undefined {
  const lowered = name.toLowerCase()
  const [, field] = values
  if (lowered === 'struct_extract') return field?.kind === 'string' ? field.value : undefined
  return builtNames[lowered] ?? lowered
}

/** Calls that the parser makes of forms with another name, or of operators without any. */
const builtNames: Readonly<Record<string, string>> = {
  list_value: 'array',
  date_part: 'extract',
  regexp_matches: '?column?',
  list_has_any: '?column?',
  list_has_all: '?column?',
  json_extract_path: '?column?',
  json_extract_path_text: '?column?',
  trim: 'btrim',
}

/** PostgreSQL's own names of types that it reads under another. */
const typeNames: Readonly<Record<string, string>> = {
  INTEGER: 'int4',
  INT: 'int4',
  BIGINT: 'int8',
  SMALLINT: 'int2',
  BOOLEAN: 'bool',
  DOUBLE: 'float8',
  REAL: 'float4',
  DECIMAL: 'numeric',
  CHAR: 'bpchar',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  'TIME WITH TIME ZONE': 'timetz',
}

function nameOfType({ name }: TypeName): string {
  return typeNames[name] ?? name.toLowerCase()
}

/** The name without what a cast or CASE is called for want of another. */
function ownName(expression: Expression): string | undefined {
  const isNamedByForm = weak.has(expression.kind)
  if (expression.kind === 'cast') return ownName(expression.operand)
  if (expression.kind === 'case') return expression.otherwise && ownName(expression.otherwise)
  return isNamedByForm ? undefined : nameOf(expression)
}

const weak: ReadonlySet<Expression['kind']> = new Set(['typed-literal', 'interval'])

function nameInBody(body: QueryBody): string | undefined {
  if (body.kind !== 'select') return undefined
  const [first] = body.items
  return first?.alias?.name ?? (first && nameOf(first.expression))
}
