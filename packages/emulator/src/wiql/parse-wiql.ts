import { parseCondition } from './parse-condition.ts'
import { parseFieldName } from './parse-operand.ts'
import { TokenCursor } from './token-cursor.ts'
import type { FieldName, LinkMode, WiqlQuery } from './wiql-syntax.ts'

const modes: readonly LinkMode[] = ['mustcontain', 'maycontain', 'doesnotcontain', 'recursive']

/**
 * The clauses of a query: SELECT, FROM, WHERE, ORDER BY, ASOF and MODE.
 * Throws a `WiqlError` with the words of the service where they are known. (docs/boards/queries/wiql-syntax.md)
 */
export function parseWiql(text: string): WiqlQuery {
  const cursor = new TokenCursor(text)
  if (!cursor.take('select')) throw cursor.refused('Expecting SELECT.')
  const columns = parseColumns(cursor)
  if (!cursor.take('from'))
    throw cursor.refused('TF51006: The query statement is missing a FROM clause.')
  const from = parseSource(cursor)
  const where = cursor.take('where') ? parseCondition(cursor) : undefined
  const orderBy = cursor.take('order', 'by') ? parseOrder(cursor) : []
  const asOf = cursor.take('asof') ? parseAsOf(cursor) : undefined
  const mode = cursor.take('mode') ? parseMode(cursor) : undefined
  if (cursor.token.kind !== 'end') throw cursor.refused('Expecting end of string.')
  return { columns, from, where, orderBy, asOf, mode }
}

function parseColumns(cursor: TokenCursor): readonly FieldName[] {
  // `SELECT *` is in no grammar, but public clients send it. (assumed to ask for the id alone)
  if (cursor.takeSymbol('*')) return [{ name: 'System.Id', text: '*' }]
  const columns = [parseFieldName(cursor)]
  while (cursor.takeSymbol(',')) columns.push(parseFieldName(cursor))
  return columns
}

function parseSource(cursor: TokenCursor): WiqlQuery['from'] {
  if (cursor.take('workitems')) return 'workitems'
  if (cursor.take('workitemlinks')) return 'workitemlinks'
  throw cursor.refused('The FROM clause names neither WorkItems nor WorkItemLinks.')
}

function parseOrder(cursor: TokenCursor): WiqlQuery['orderBy'] {
  const fields: { field: FieldName; descending: boolean }[] = []
  do {
    const field = parseFieldName(cursor)
    const descending = cursor.take('desc')
    if (!descending) cursor.take('asc')
    fields.push({ field, descending })
  } while (cursor.takeSymbol(','))
  return fields
}

function parseAsOf(cursor: TokenCursor): WiqlQuery['asOf'] {
  const { token } = cursor
  if (token.kind !== 'string') throw cursor.refused('Expecting constant value.')
  cursor.next()
  return { value: token.value, text: cursor.since(token.start) }
}

function parseMode(cursor: TokenCursor): LinkMode {
  cursor.expectSymbol('(', 'Expecting opening parenthesis.')
  const written = cursor.token.value.toLowerCase()
  const mode = modes.find((known) => known === written)
  if (mode === undefined) throw cursor.refused('The mode is not known.')
  cursor.next()
  // The UI writes the second word for "match linked work items first". (assumed)
  const matchesChildren = mode === 'recursive' && cursor.takeSymbol(',')
  if (matchesChildren && !cursor.take('returnmatchingchildren'))
    throw cursor.refused('The mode is not known.')
  cursor.expectSymbol(')', 'Expecting closing parenthesis.')
  return matchesChildren ? 'recursive-matching-children' : mode
}
