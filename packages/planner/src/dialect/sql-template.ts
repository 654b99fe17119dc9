import type { Expression, NamedArgument } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'
import { parse } from '../syntax/parse.ts'
import { mapExpressions, walk, withoutSpans } from '../syntax/walk.ts'

const parsed = new Map<string, Expression>()

/** A DuckDB expression with each `:name` replaced by its value; a value that is computed is computed once. */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, Expression>>,
): Expression {
  return fillTree(readTemplate(template), values)
}

/** The same for a template that has been read. */
export function fillTree(
  tree: Expression,
  values: Readonly<Record<string, Expression>>,
): Expression {
  const uses = countUses(tree)
  const isRepeated = Object.entries(values).some(
    ([name, value]) => (uses.get(name) ?? 0) > 1 && !isSimple(value),
  )
  // A lambda can't have a query in it.
  if (!isRepeated || hasQuery(tree)) return replaceParameters(tree, (name) => values[name])
  return computedOnce(tree, values)
}

/** A template as the expression that it is, its holes as parameters. */
export function readTemplate(template: string): Expression {
  const known = parsed.get(template)
  if (known !== undefined) return known
  const statement = parse(`SELECT ${template}`)
  const body = statement.kind === 'query' ? withoutSpans(statement).body : undefined
  const expression = body?.kind === 'select' ? body.items[0]?.expression : undefined
  if (expression === undefined) throw new RangeError(`${template} is no expression`)
  parsed.set(template, expression)
  return expression
}

function hasQuery(tree: Expression): boolean {
  let found = false
  walk(tree, (node) => {
    found ||= node.kind === 'query'
    return !found
  })
  return found
}

function countUses(tree: Expression): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  walk(tree, (node) => {
    if (node.kind === 'parameter') uses.set(node.name, (uses.get(node.name) ?? 0) + 1)
    return true
  })
  return uses
}

/** Whether an expression costs nothing and is the same each time. */
function isSimple(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'typed-literal':
    case 'column':
      return true
    case 'cast':
    case 'unary':
      return isSimple(expression.operand)
    default:
      return false
  }
}

function replaceParameters(
  tree: Expression,
  valueFor: (name: string) => Expression | undefined,
): Expression {
  return mapExpressions(tree, (expression) => {
    if (expression.kind !== 'parameter') return expression
    const value = valueFor(expression.name)
    if (value === undefined) throw new RangeError(`no value is given for :${expression.name}`)
    return value
  })
}

const bound: Expression = {
  kind: 'column',
  path: [{ kind: 'identifier', name: '__arguments' }],
}

/** SQL has no LET, so the values become a struct that a lambda over a list of one takes. */
function computedOnce(tree: Expression, values: Readonly<Record<string, Expression>>): Expression {
  const fields = Object.entries(values)
    .filter(([, value]) => !isSimple(value))
    .map(([name, value]): NamedArgument => {
      return { kind: 'named-argument', name: { kind: 'identifier', name }, value }
    })
  const body = replaceParameters(tree, (name) => {
    const value = values[name]
    return value === undefined || isSimple(value)
      ? value
      : call('struct_extract', [bound, stringLiteral(name)])
  })
  const list = call('list_value', [call('struct_pack', fields)])
  const lambda: Expression = { kind: 'binary', operator: '->', left: bound, right: body }
  const one: Expression = { kind: 'number', text: '1' }
  return call('list_extract', [call('list_transform', [list, lambda]), one])
}
