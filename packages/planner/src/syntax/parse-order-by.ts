import type { OrderElement } from './ast.ts'
import {
  type Cursor,
  commaList,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

/**
 * `ORDER BY ...`; empty when it isn't there. Where nothing is said, NULL comes last in both directions, but in PostgreSQL's
 * dialect it is larger than any value.
 */
export function parseOrderBy(cursor: Cursor): readonly OrderElement[] {
  return takeWords(cursor, 'ORDER', 'BY') ? commaList(cursor, parseElement) : []
}

function parseElement(cursor: Cursor): OrderElement {
  const { start } = peek(cursor)
  if (takeWords(cursor, 'ALL') || takeSymbol(cursor, '*'))
    return { kind: 'order-all', ...parseDirection(cursor), span: spanFrom(cursor, start) }
  const expression = cursor.rules.expression(cursor, precedence.any)
  const direction = parseDirection(cursor)
  return { kind: 'order-item', expression, ...direction, span: spanFrom(cursor, start) }
}

function parseDirection(cursor: Cursor): Pick<OrderElement, 'direction' | 'nulls'> {
  const direction = takeWords(cursor, 'DESC') ? 'desc' : 'asc'
  if (direction === 'asc') takeWords(cursor, 'ASC')
  if (takeWords(cursor, 'NULLS', 'FIRST')) return { direction, nulls: 'first' }
  if (takeWords(cursor, 'NULLS', 'LAST')) return { direction, nulls: 'last' }
  if (peek(cursor).upper === 'NULLS') throw unexpected(cursor, 'NULLS FIRST or NULLS LAST')
  const isLargest = cursor.dialect === 'postgresql' && direction === 'desc'
  return { direction, nulls: isLargest ? 'first' : 'last' }
}
