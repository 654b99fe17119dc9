import { parseFieldName, parseOperand } from './parse-operand.ts'
import type { TokenCursor } from './token-cursor.ts'
import { refusal } from './wiql-error.ts'
import type { ComparisonOperator, Condition, FieldName, Operand } from './wiql-syntax.ts'

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

// Assumed: the service must have some limit; without one a text of parentheses would end the emulator.
const deepest = 200

/** A condition of WHERE: OR binds looser than AND, AND looser than NOT. (wiql-syntax.md, "Logical groupings") */
export function parseCondition(cursor: TokenCursor, depth: number = 0): Condition {
  if (depth > deepest) throw cursor.refused('The query is nested too deeply.')
  const items = [parseConjunction(cursor, depth)]
  while (cursor.take('or')) items.push(parseConjunction(cursor, depth))
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'or', items }
}

function parseConjunction(cursor: TokenCursor, depth: number): Condition {
  const items = [parseTerm(cursor, depth)]
  while (cursor.take('and')) items.push(parseTerm(cursor, depth))
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'and', items }
}

function parseTerm(cursor: TokenCursor, depth: number): Condition {
  if (cursor.take('not')) return negated(parseTerm(cursor, depth + 1), cursor)
  if (cursor.takeSymbol('(')) {
    const inner = parseCondition(cursor, depth + 1)
    cursor.expectSymbol(')', 'Expecting closing parenthesis.')
    return inner
  }
  const { start } = cursor.token
  // `EVER [f] = v` says the same as `[f] EVER v`. (wiql-syntax.md, "Was Ever Assigned To")
  const everFirst = cursor.take('ever')
  const field = parseFieldName(cursor)
  return parseOperation({ cursor, field, start, everFirst })
}

interface Operation {
  readonly cursor: TokenCursor
  readonly field: FieldName
  readonly start: number
  readonly everFirst: boolean
}

function parseOperation(operation: Operation): Condition {
  const { cursor, field, start, everFirst } = operation
  if (everFirst) return parseComparison(operation, true)
  if (cursor.take('is')) {
    const not = cursor.take('not')
    if (!cursor.take('empty')) throw cursor.refused('Expecting comparison operator.')
    const empty: Condition = { kind: 'empty', field, text: cursor.since(start) }
    return not ? { kind: 'not', item: empty } : empty
  }
  if (cursor.take('was', 'ever') || cursor.take('ever')) return parseEver(operation)
  const not = cursor.take('not')
  const positive = parseKeyword(operation)
  if (positive !== undefined) return not ? negated(positive, cursor) : positive
  if (not) throw cursor.refused('Expecting comparison operator.')
  return parseComparison(operation, false)
}

function parseKeyword({ cursor, field, start }: Operation): Condition | undefined {
  if (cursor.take('in', 'group')) {
    const value = parseOperand(cursor)
    return { kind: 'in-group', field, value, text: cursor.since(start) }
  }
  if (cursor.take('in')) {
    const values = parseList(cursor)
    return { kind: 'in', field, values, text: cursor.since(start) }
  }
  const kind = cursor.take('contains', 'words')
    ? 'contains-words'
    : cursor.take('contains')
      ? 'contains'
      : cursor.take('under')
        ? 'under'
        : undefined
  if (kind === undefined) return undefined
  const value = parseOperand(cursor)
  return { kind, field, value, text: cursor.since(start) }
}

function parseList(cursor: TokenCursor): readonly Operand[] {
  cursor.expectSymbol('(', 'Expecting opening parenthesis.')
  const values = [parseOperand(cursor)]
  while (cursor.takeSymbol(',')) values.push(parseOperand(cursor))
  cursor.expectSymbol(')', 'Expecting closing parenthesis.')
  return values
}

/** `[f] EVER v`; also `[f] EVER = v`, as people write it. */
function parseEver(operation: Operation): Condition {
  const { cursor, field, start } = operation
  if (cursor.token.kind === 'symbol') return parseComparison(operation, true)
  const value = parseOperand(cursor)
  return { kind: 'comparison', field, operator: '=', value, ever: true, text: cursor.since(start) }
}

function parseComparison({ cursor, field, start }: Operation, ever: boolean): Condition {
  const { token } = cursor
  const operator = token.kind === 'symbol' ? comparisons[token.value] : undefined
  if (operator === undefined) throw cursor.refused('Expecting comparison operator.')
  cursor.next()
  const value = parseOperand(cursor)
  return { kind: 'comparison', field, operator, value, ever, text: cursor.since(start) }
}

// "You can't negate the ever operator." (wiql-syntax.md, "Logical groupings") That NOT may stand before every other
// condition and before parentheses is assumed.
function negated(item: Condition, cursor: TokenCursor): Condition {
  if (hasEver(item)) {
    throw refusal('The ever operator cannot be negated.', cursor.since(cursor.peek(-1).start))
  }
  return { kind: 'not', item }
}

function hasEver(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.items.some(hasEver)
    case 'not':
      return hasEver(condition.item)
    case 'comparison':
      return condition.ever
    case 'in':
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return false
  }
}
