import type { GroupBy, GroupElement, GroupingSet, GroupingSets } from './ast.ts'
import {
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  commaList,
  expectClose,
  expectSymbol,
  next,
  parenthesizedList,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
} from './cursor.ts'
import { precedence } from './precedence.ts'

/** `GROUP BY ...`; undefined when it isn't there. */
export function parseGroupBy(cursor: Cursor): GroupBy | undefined {
  const { start } = peek(cursor)
  if (!takeWords(cursor, 'GROUP', 'BY')) return undefined
  if (atWord(cursor, 'ALL') && !atSymbol(cursor, '.', 1)) {
    next(cursor)
    return { kind: 'group-by', all: true, elements: [], span: spanFrom(cursor, start) }
  }
  if (takeSymbol(cursor, '*'))
    return { kind: 'group-by', all: true, elements: [], span: spanFrom(cursor, start) }
  const plain = commaList(cursor, parseElement)
  const elements = parseSuffix(cursor, plain)
  return { kind: 'group-by', all: false, elements, span: spanFrom(cursor, start) }
}

/** `GROUP BY a, b WITH ROLLUP` is `GROUP BY ROLLUP (a, b)`. */
function parseSuffix(cursor: Cursor, elements: readonly GroupElement[]): readonly GroupElement[] {
  const type = takeWords(cursor, 'WITH', 'ROLLUP')
    ? 'rollup'
    : takeWords(cursor, 'WITH', 'CUBE')
      ? 'cube'
      : undefined
  return type === undefined ? elements : [{ kind: 'grouping-sets', type, elements }]
}

function parseElement(cursor: Cursor): GroupElement {
  const { start } = peek(cursor)
  // `()` alone is the one group of all rows.
  if (atSymbol(cursor, '(') && atSymbol(cursor, ')', 1)) {
    return {
      kind: 'grouping-sets',
      type: 'sets',
      elements: [parseSet(cursor)],
      span: spanFrom(cursor, start),
    }
  }
  return parseGroupingSets(cursor) ?? cursor.rules.expression(cursor, precedence.any)
}

function parseGroupingSets(cursor: Cursor): GroupingSets | undefined {
  const { start } = peek(cursor)
  const type = setsType(cursor)
  if (type === undefined) return undefined
  const elements = parenthesizedList(cursor, parseSetElement)
  return { kind: 'grouping-sets', type, elements, span: spanFrom(cursor, start) }
}

function setsType(cursor: Cursor): GroupingSets['type'] | undefined {
  if (atWords(cursor, 'GROUPING', 'SETS') && atSymbol(cursor, '(', 2)) {
    takeWords(cursor, 'GROUPING', 'SETS')
    return 'sets'
  }
  if (!atSymbol(cursor, '(', 1)) return undefined
  if (takeWords(cursor, 'ROLLUP')) return 'rollup'
  return takeWords(cursor, 'CUBE') ? 'cube' : undefined
}

function parseSetElement(cursor: Cursor): GroupElement | GroupingSet {
  const nested = parseGroupingSets(cursor)
  if (nested !== undefined) return nested
  return atSymbol(cursor, '(') ? parseSet(cursor) : cursor.rules.expression(cursor, precedence.any)
}

function parseSet(cursor: Cursor): GroupingSet {
  const open = expectSymbol(cursor, '(')
  if (takeSymbol(cursor, ')'))
    return { kind: 'grouping-set', items: [], span: spanFrom(cursor, open.start) }
  const items = commaList(cursor, (at) => at.rules.expression(at, precedence.any))
  expectClose(cursor, open)
  return { kind: 'grouping-set', items, span: spanFrom(cursor, open.start) }
}
