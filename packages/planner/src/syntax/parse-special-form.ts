import type { Expression } from './ast.ts'
import { call, stringLiteral } from './build.ts'
import {
  type Cursor,
  expectClose,
  expectWord,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

interface Call {
  readonly name: string
  readonly items: readonly Expression[]
}

const forms: ReadonlyMap<string, (cursor: Cursor, written: string) => Call> = new Map([
  ['EXTRACT', parseExtract],
  ['POSITION', parsePosition],
  ['SUBSTRING', parseSubstring],
  ['TRIM', parseTrim],
  ['OVERLAY', parseOverlay],
])

/**
 * A call that may have keywords between its arguments, as the plain call that it stands for; ROW, too. Undefined when
 * the word at the cursor has no such form. Nothing is read twice: nested calls would take exponential time.
 */
export function parseSpecialForm(cursor: Cursor): Expression | undefined {
  const word = peek(cursor)
  if (word.upper === 'ROW') return parseRow(cursor)
  const form = forms.get(word.upper)
  if (form === undefined) return undefined
  next(cursor)
  const open = next(cursor)
  const { name, items } = form(cursor, word.text)
  expectClose(cursor, open)
  return { ...call(name, items), span: spanFrom(cursor, word.start) }
}

function expression(cursor: Cursor): Expression {
  return cursor.rules.expression(cursor, precedence.any)
}

/** The plain form, after its first argument. */
function plainCall(cursor: Cursor, name: string, first: Expression): Call {
  const items = [first]
  while (takeSymbol(cursor, ',')) items.push(expression(cursor))
  return { name, items }
}

function parseRow(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const open = next(cursor)
  if (takeSymbol(cursor, ')')) throw unexpected(cursor, 'an expression in ROW()')
  const items = [expression(cursor)]
  while (takeSymbol(cursor, ',')) items.push(expression(cursor))
  expectClose(cursor, open)
  return { kind: 'row', items, span: spanFrom(cursor, start) }
}

/** `EXTRACT(year FROM x)`, the part perhaps quoted. */
function parseExtract(cursor: Cursor, written: string): Call {
  const part = peek(cursor)
  const isFrom = peek(cursor, 1).upper === 'FROM'
  if ((part.type !== 'word' && part.type !== 'string') || !isFrom)
    return plainCall(cursor, written, expression(cursor))
  next(cursor)
  expectWord(cursor, 'FROM')
  const literal = { ...stringLiteral(part.text), span: { start: part.start, end: part.end } }
  return { name: 'date_part', items: [literal, expression(cursor)] }
}

/** `POSITION(a IN b)`: the operands bind tighter than IN. */
function parsePosition(cursor: Cursor, written: string): Call {
  const needle = cursor.rules.expression(cursor, precedence.predicate + 1)
  if (!takeWords(cursor, 'IN')) return plainCall(cursor, written, needle)
  const text = cursor.rules.expression(cursor, precedence.predicate + 1)
  return { name: 'position', items: [text, needle] }
}

/** `SUBSTRING(s FROM i FOR n)`. */
function parseSubstring(cursor: Cursor, written: string): Call {
  const text = expression(cursor)
  if (takeWords(cursor, 'FROM')) {
    const items = [text, expression(cursor)]
    if (takeWords(cursor, 'FOR')) items.push(expression(cursor))
    return { name: 'substring', items }
  }
  if (!takeWords(cursor, 'FOR')) return plainCall(cursor, written, text)
  const length = expression(cursor)
  const start: Expression = takeWords(cursor, 'FROM')
    ? expression(cursor)
    : { kind: 'number', text: '1' }
  return { name: 'substring', items: [text, start, length] }
}

/** `TRIM([BOTH | LEADING | TRAILING] [c] FROM s)`. */
function parseTrim(cursor: Cursor, written: string): Call {
  const side = takeSide(cursor)
  if (takeWords(cursor, 'FROM')) return { name: side ?? 'trim', items: [expression(cursor)] }
  const first = expression(cursor)
  if (takeWords(cursor, 'FROM')) return { name: side ?? 'trim', items: [expression(cursor), first] }
  return side === undefined ? plainCall(cursor, written, first) : { name: side, items: [first] }
}

function takeSide(cursor: Cursor): string | undefined {
  if (takeWords(cursor, 'LEADING')) return 'ltrim'
  if (takeWords(cursor, 'TRAILING')) return 'rtrim'
  return takeWords(cursor, 'BOTH') ? 'trim' : undefined
}

/** `OVERLAY(s PLACING t FROM i FOR n)`. */
function parseOverlay(cursor: Cursor, written: string): Call {
  const text = expression(cursor)
  if (!takeWords(cursor, 'PLACING')) return plainCall(cursor, written, text)
  const items = [text, expression(cursor)]
  expectWord(cursor, 'FROM')
  items.push(expression(cursor))
  if (takeWords(cursor, 'FOR')) items.push(expression(cursor))
  return { name: 'overlay', items }
}
