import type {
  Between,
  Binary,
  Expression,
  FunctionCall,
  IntervalLiteral,
  Like,
  Quantified,
  Star,
  TypeName,
} from './ast.ts'
import {
  type Format,
  formatList,
  formatName,
  formatPath,
  formatText,
  formatWord,
  words,
} from './format-name.ts'

/** An expression as DuckDB reads it; operands that are more than one word stand in parentheses. */
export function formatExpression(expression: Expression, format: Format): string {
  const operand = (node: Expression): string => formatOperand(node, format)
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'string':
      return formatText(expression.value)
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE'
    case 'null':
      return 'NULL'
    case 'typed-literal':
      return `CAST(${formatText(expression.value)} AS ${formatType(expression.type)})`
    case 'interval':
      return formatInterval(expression, format)
    case 'parameter':
      return `$${expression.name}`
    case 'column':
      return formatPath(expression.path)
    case 'star':
      return formatStar(expression, format)
    case 'unary':
      return `${expression.operator.toUpperCase()} ${operand(expression.operand)}`
    case 'binary':
      return formatBinary(expression, format)
    case 'logical':
      return expression.operands.map(operand).join(` ${expression.operator.toUpperCase()} `)
    case 'is':
      return `${operand(expression.operand)} IS ${not(expression)}${expression.test === 'unknown' ? 'NULL' : expression.test.toUpperCase()}`
    case 'between':
      return formatBetween(expression, format)
    case 'in-list':
      return `${operand(expression.operand)} ${not(expression)}IN (${formatList(expression.items, format)})`
    case 'in-query':
      return `${operand(expression.operand)} ${not(expression)}IN (${format(expression.query)})`
    case 'like':
      return formatLike(expression, format)
    case 'exists':
      return `EXISTS (${format(expression.query)})`
    case 'quantified':
      return formatQuantified(expression, format)
    case 'subquery':
      return `(${format(expression.query)})`
    case 'row':
      return expression.items.length === 1
        ? `ROW(${formatList(expression.items, format)})`
        : `(${formatList(expression.items, format)})`
    case 'case':
      return words(
        'CASE',
        expression.operand && operand(expression.operand),
        ...expression.branches.map(format),
        expression.otherwise && `ELSE ${format(expression.otherwise)}`,
        'END',
      )
    case 'cast':
      return `${expression.try ? 'TRY_CAST' : 'CAST'}(${format(expression.operand)} AS ${formatType(expression.type)})`
    case 'collate':
      return `${operand(expression.operand)} COLLATE ${expression.collation}`
    case 'function':
      return formatCall(expression, format)
    case 'named-argument':
      return `${formatName(expression.name)} := ${format(expression.value)}`
    case 'subscript':
      return `${operand(expression.operand)}[${format(expression.index)}]`
  }
}

function not({ negated }: { readonly negated: boolean }): string {
  return negated ? 'NOT ' : ''
}

const wholeKinds: ReadonlySet<string> = new Set([
  'number',
  'string',
  'boolean',
  'null',
  'typed-literal',
  'parameter',
  'column',
  'subquery',
  'row',
  'case',
  'cast',
  'exists',
  'subscript',
])

/** An expression where it is an operand: precedence is never left to be guessed. */
function formatOperand(expression: Expression, format: Format): string {
  const isCall =
    (expression.kind === 'function' && expression.over === undefined) ||
    (expression.kind === 'like' && expression.operator === 'contains' && !expression.negated)
  return wholeKinds.has(expression.kind) || isCall ? format(expression) : `(${format(expression)})`
}

// A chain such as a + b + c + … leans to the left and can be long, so its spine is walked, not descended.
function formatBinary(binary: Binary, format: Format): string {
  const rights: string[] = []
  let first: Expression = binary
  for (; first.kind === 'binary'; first = first.left) {
    rights.push(` ${first.operator.toUpperCase()} ${formatOperand(first.right, format)}`)
  }
  const opened = '('.repeat(rights.length - 1)
  const tail = rights
    .toReversed()
    .map((right, index) => (index < rights.length - 1 ? `${right})` : right))
  return `${opened}${formatOperand(first, format)}${tail.join('')}`
}

// DuckDB has no SYMMETRIC.
function formatBetween(between: Between, format: Format): string {
  const [operand, low, high] = [between.operand, between.low, between.high].map((node) =>
    formatOperand(node, format),
  )
  if (!between.symmetric) return `${operand} ${not(between)}BETWEEN ${low} AND ${high}`
  const either = `(${operand} BETWEEN ${low} AND ${high}) OR (${operand} BETWEEN ${high} AND ${low})`
  return between.negated ? `NOT (${either})` : either
}

function formatInterval({ value, unit }: IntervalLiteral, format: Format): string {
  if (unit !== undefined) return `INTERVAL (${format(value)}) ${unit.toUpperCase()}`
  return value.kind === 'string'
    ? `INTERVAL ${format(value)}`
    : `CAST(${format(value)} AS INTERVAL)`
}

function formatStar(star: Star, format: Format): string {
  const qualifier = star.qualifier.map((part) => `${formatName(part)}.`).join('')
  const excluded = [
    ...star.exclude.map(formatName),
    ...(star.hidden ?? []).map((path) => path.map(formatName).join('.')),
  ]
  const exclude = excluded.length > 0 && `EXCLUDE (${excluded.join(', ')})`
  const replace = star.replace.length > 0 && `REPLACE (${formatList(star.replace, format)})`
  const rename = star.rename !== undefined && `RENAME (${formatList(star.rename, format)})`
  return words(`${qualifier}*`, exclude, replace, rename)
}

function formatLike(like: Like, format: Format): string {
  // `* LIKE 'a%'` is no comparison of values: parentheses around the star are an error.
  const operand =
    like.operand.kind === 'star' ? format(like.operand) : formatOperand(like.operand, format)
  const pattern = formatOperand(like.pattern, format)
  if (like.operator === 'contains') return `${not(like)}contains(${operand}, ${pattern})`
  if (like.operator === 'glob')
    return like.negated ? `NOT (${operand} GLOB ${pattern})` : `${operand} GLOB ${pattern}`
  // Without ESCAPE no character escapes; it is said, so that no default can change it.
  const escaping =
    like.operator === 'similar to'
      ? ''
      : ` ESCAPE ${like.escape === undefined ? "''" : formatOperand(like.escape, format)}`
  return `${operand} ${not(like)}${like.operator.toUpperCase()} ${pattern}${escaping}`
}

function formatQuantified(quantified: Quantified, format: Format): string {
  const { operator, quantifier, query, list } = quantified
  const right = query ?? list
  return `${formatOperand(quantified.operand, format)} ${operator} ${quantifier.toUpperCase()} (${right === undefined ? '' : format(right)})`
}

// They are words of the grammar, not functions: parentheses after them are an error.
const bareFunctions: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
  'current_role',
  'user',
  'current_catalog',
  'current_schema',
])

function formatCall(call: FunctionCall, format: Format): string {
  const name = `${call.qualifier.map((part) => `${formatName(part)}.`).join('')}${formatWord(call.name)}`
  if (call.arguments.length === 0 && bareFunctions.has(call.name.toLowerCase())) return name
  const [text, part] = call.arguments
  // POSITION is a form of the grammar, not a function of two arguments.
  if (call.name.toLowerCase() === 'position' && text !== undefined && part !== undefined) {
    return `position(${formatOperand(part, format)} IN ${formatOperand(text, format)})`
  }
  const inside = words(
    call.distinct && 'DISTINCT',
    formatList(call.arguments, format),
    call.orderBy.length > 0 && `ORDER BY ${formatList(call.orderBy, format)}`,
    call.nulls && `${call.nulls.toUpperCase()} NULLS`,
  )
  return words(
    `${name}(${inside})`,
    call.withinGroup.length > 0 &&
      `WITHIN GROUP (ORDER BY ${formatList(call.withinGroup, format)})`,
    call.filter && `FILTER (WHERE ${format(call.filter)})`,
    call.over &&
      `OVER ${call.over.kind === 'window' ? `(${format(call.over)})` : format(call.over)}`,
  )
}

/** A type as it stands in a cast. */
export function formatType(type: TypeName): string {
  const parameters = type.parameters.length > 0 ? `(${type.parameters.join(', ')})` : ''
  // The parameters of TIMESTAMP(3) WITH TIME ZONE stand before its last words.
  const name = zonedTypes.has(type.name)
    ? type.name.replace(/^\w+/, (first) => first + parameters)
    : formatWord(type.name) + parameters
  const sizes = type.sizes ?? Array.from({ length: type.listDepth }, () => null)
  return name + sizes.map((size) => `[${size ?? ''}]`).join('')
}

const zonedTypes: ReadonlySet<string> = new Set(['TIMESTAMP WITH TIME ZONE', 'TIME WITH TIME ZONE'])
