import { readTemplate } from '../dialect/sql-template.ts'
import { typeName } from '../rules/value-literal.ts'
import type {
  DerivedTable,
  Expression,
  FunctionCall,
  Identifier,
  Node,
  Quantified,
  Query,
  SelectItem,
  TableExpression,
  TableFunction,
  TypedLiteral,
} from '../syntax/ast.ts'
import { call as callOf, identifier, queryOf } from '../syntax/build.ts'
import { mapChildren, mapNode } from '../syntax/walk.ts'
import { bytesLiteral } from './bytes-literal.ts'
import { isGivenValue } from './evidently-text.ts'
import { fillClosed } from './fill-closed.ts'
import { elementsOf, listLiteral } from './list-literal.ts'
import type { Macro, MacroSet } from './macro-set.ts'
import { postgresCall } from './postgres-call.ts'
import { rowsToJson } from './row-to-json.ts'
import { shownNames } from './shown-names.ts'
import { zippedLists } from './zipped-lists.ts'

/**
 * The query with its calls of macros replaced by what they say, to any depth. A cast to a type of a macro's name is a call
 * of it.
 */
export function expandMacros(query: Query, macros: MacroSet): Query {
  const expanded = mapNode(shownNames(query), (node) => expandNode(node, { macros, around: [] }))
  return expanded.kind === 'query' ? expanded : query
}

interface Expansion {
  readonly macros: MacroSet
  /** The macros whose text it is, the innermost last: none uses itself, so that one can wrap a function of its name. */
  readonly around: readonly Macro[]
}

function expandNode(node: Node, expansion: Expansion): Node {
  switch (node.kind) {
    case 'function':
      return expandCall(node, expansion)
    case 'cast': {
      const bytes = bytesLiteral(node)
      if (bytes !== undefined) return bytes
      const list = listLiteral(node)
      return list === undefined ? expandCast(node, expansion) : expandItems(list, expansion)
    }
    case 'typed-literal':
      return expandLiteral(node, expansion)
    case 'quantified':
      return asMembership(node)
    case 'table-function':
      return expandTable(node, expansion)
    case 'select':
      return rowsToJson(node)
    default:
      return node
  }
}

/** What a macro says about these values; undefined where there is none. */
function filled(
  name: string,
  values: readonly Expression[],
  { macros, around }: Expansion,
): Expression | undefined {
  const macro = macros.find(name, values)
  if (macro === undefined || macro.isOpen || around.includes(macro)) return undefined
  const tree = expandTemplate(readTemplate(macro.text), { macros, around: [...around, macro] })
  const given = macro.arguments.map((argument, index) => [
    argument,
    argument === 'text' ? asText(values[index]) : values[index],
  ])
  return fillClosed(tree, Object.fromEntries(given) as Readonly<Record<string, Expression>>)
}

/** A parameter that stands for a text has that type, wherever else the macro puts it. */
function asText(value: Expression | undefined): Expression | undefined {
  if (value?.kind !== 'parameter' || !isGivenValue(value)) return value
  return { kind: 'cast', operand: value, type: typeName('VARCHAR'), try: false, span: value.span }
}

function expandTemplate(tree: Expression, expansion: Expansion): Expression {
  const item: Node = { kind: 'values-row', items: [tree] }
  const expanded = mapNode(item, (node) => expandNode(node, expansion))
  const [only] = expanded.kind === 'values-row' ? expanded.items : []
  return only ?? tree
}

function expandCall(call: FunctionCall, expansion: Expansion): Expression {
  const { macros } = expansion
  if (call.qualifier.length > 0 && !macros.isSchema(call.qualifier)) return call
  const macro = macros.find(call.name, call.arguments)
  if (macro?.isOpen === true) return renamed(call, macro)
  const said = filled(call.name, call.arguments, expansion)
  if (said !== undefined) return { ...said, span: call.span }
  const written = postgresCall(call, (name, value) => filled(name, [value], expansion))
  if (written !== undefined) return written
  return call.qualifier.length === 0 ? call : { ...call, qualifier: [] }
}

/** The same call of another function, perhaps within a call: `to_json(list(...))`. */
function renamed(call: FunctionCall, { text }: Macro): Expression {
  const [outer = text, inner] = text.replace('(...))', '').split('(')
  const of = (name: string): FunctionCall => ({ ...call, qualifier: [], name })
  return inner === undefined ? of(outer) : { ...callOf(outer, [of(inner)]), span: call.span }
}

function expandCast(cast: Extract<Expression, { kind: 'cast' }>, expansion: Expansion): Expression {
  const { type, operand } = cast
  const said = filled(type.name, [operand], expansion)
  if (said === undefined) return cast
  if (type.listDepth === 0) return { ...said, span: cast.span }
  // Only a macro that is a cast itself says what a list of its type is.
  if (said.kind !== 'cast') return cast
  return { ...cast, type: { ...type, name: said.type.name, parameters: said.type.parameters } }
}

/** The elements of a list that was one text. */
function expandItems(list: Expression, expansion: Expansion): Expression {
  return mapChildren(list, (item) =>
    item.kind === 'cast' ? (expandCast(item, expansion) as typeof item) : item,
  )
}

function expandLiteral(literal: TypedLiteral, expansion: Expansion): Expression {
  const { type, value, span } = literal
  const said = filled(type.name, [{ kind: 'string', value, span }], expansion)
  return said === undefined ? literal : { ...said, span }
}

/** `a = ANY (list)` in a form that DuckDB takes in every join, and that tells the values where they are written out. */
function asMembership(node: Quantified): Expression {
  const { operand, list, operator, quantifier, span } = node
  const form = `${operator} ${quantifier}`
  if (list === undefined || (form !== '= any' && form !== '<> all')) return node
  const negated = form === '<> all'
  if (list.kind === 'parameter') return node
  const items = elementsOf(list)
  if (items !== undefined && items.length > 0)
    return { kind: 'in-list', operand, items, negated, span }
  // A text takes the type of the list, which an empty one doesn't need.
  if (list.kind === 'string' && items !== undefined)
    return { kind: 'boolean', value: negated, span }
  const contains: Expression = { ...callOf('list_contains', [list, operand]), span }
  return negated ? { kind: 'unary', operator: 'not', operand: contains, span } : contains
}

/** In FROM a macro that is a query stands for its rows, any other for one row of its value. */
function expandTable(table: TableFunction, expansion: Expansion): TableExpression {
  if (table.qualifier.length > 0 && !expansion.macros.isSchema(table.qualifier)) return table
  const value = valueInFrom(table, expansion)
  if (value === undefined) {
    return zippedLists(table) ?? { ...withNamedColumn(asSeries(table)), qualifier: [] }
  }
  const name = identifier(table.name)
  const alias = withNamedColumn(table).alias ?? { kind: 'table-alias', name, columns: [] }
  const derived: DerivedTable = {
    kind: 'derived-table',
    query: value.kind === 'subquery' ? value.query : oneValue(value, table, alias.name),
    lateral: true,
    alias,
    span: table.span,
  }
  return derived
}

/** What the query of a function in FROM selects; undefined for one that the engine has there. */
function valueInFrom(table: TableFunction, expansion: Expansion): Expression | undefined {
  const name = table.name.toLowerCase()
  if (name === 'generate_subscripts') return callOf(name, table.arguments)
  return rowFunctions.has(name) ? undefined : filled(name, table.arguments, expansion)
}

/** One row, which can be numbered. */
function oneValue(value: Expression, { ordinality }: TableFunction, name: Identifier): Query {
  const number: Expression = { kind: 'number', text: '1' }
  const ordinal = identifier('ordinality')
  const items: readonly SelectItem[] = [
    { kind: 'select-item', expression: value, alias: name },
    ...(ordinality ? [{ kind: 'select-item', expression: number, alias: ordinal } as const] : []),
  ]
  return queryOf({ kind: 'select', items, from: [], windows: [] })
}

/** Functions of the engine that give rows of one column. */
const rowFunctions: ReadonlySet<string> = new Set(
  'generate_series generate_subscripts unnest'.split(' '),
)

const oneColumn: ReadonlySet<string> = new Set([
  ...rowFunctions,
  ...'regexp_split_to_table string_to_table json_object_keys jsonb_object_keys'.split(' '),
])

/** A series with its step, which DuckDB doesn't read of a text. */
function asSeries(table: TableFunction): TableFunction {
  const { name, arguments: values } = table
  const [first, last, step] = values
  if (name.toLowerCase() !== 'generate_series' || step?.kind !== 'string') return table
  const interval: Expression = {
    kind: 'cast',
    operand: step,
    type: typeName('INTERVAL'),
    try: false,
  }
  return { ...table, arguments: [first, last, interval].filter((value) => value !== undefined) }
}

/** As in PostgreSQL, the alias of a function of one column is the name of its column too. */
function withNamedColumn(table: TableFunction): TableFunction {
  const { alias } = table
  const isNamed = alias === undefined || alias.columns.length > 0 || table.ordinality
  if (isNamed || !oneColumn.has(table.name.toLowerCase())) return table
  return { ...table, alias: { ...alias, columns: [alias.name] } }
}
