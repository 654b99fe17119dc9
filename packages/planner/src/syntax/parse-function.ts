import type { Expression, FunctionCall, Identifier, Window, WindowReference } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  commaList,
  expectClose,
  expectSymbol,
  expectWord,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { isReserved } from './keywords.ts'
import { parseWindow } from './parse-window.ts'
import { precedence } from './precedence.ts'
import { syntaxError } from './syntax-error.ts'

/** A call whose name has been read and whose `(` is next, with all that may follow it. */
export function parseFunction(cursor: Cursor, path: readonly Identifier[]): FunctionCall {
  const last = path.at(-1)
  const start = path[0]?.span?.start ?? 0
  const open = expectSymbol(cursor, '(')
  const distinct = takeWords(cursor, 'DISTINCT')
  if (!distinct && !atSymbol(cursor, '(', 1)) takeWords(cursor, 'ALL')
  if (distinct && atSymbol(cursor, ')')) throw unexpected(cursor, 'an expression after DISTINCT')
  const args = parseArguments(cursor)
  const orderBy = cursor.rules.orderBy(cursor)
  const inside = takeNulls(cursor)
  expectClose(cursor, open)
  const withinGroup = parseWithinGroup(cursor)
  const filter = parseFilter(cursor)
  const nulls = inside ?? takeNulls(cursor)
  const over = parseOver(cursor)
  if (path.length === 1 && over === undefined) checkCall(last?.name ?? '', args.length, start)
  return {
    kind: 'function',
    qualifier: path.slice(0, -1),
    name: last?.name ?? '',
    arguments: args,
    distinct,
    orderBy,
    withinGroup,
    ...(filter && { filter }),
    ...(nulls && { nulls }),
    ...(over && { over }),
    span: spanFrom(cursor, start),
  }
}

const windowOnly: ReadonlySet<string> = new Set(
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead'.split(' '),
)

/** Calls that the engine's grammar refuses without a word about what is wrong. */
function checkCall(name: string, count: number, position: number): void {
  const lower = name.toLowerCase()
  if (windowOnly.has(lower)) {
    throw syntaxError(`${lower} is a window function, and has no OVER`, {
      position,
      hint: `Write ${lower}(…) OVER (ORDER BY …).`,
    })
  }
  const wanted = lower === 'nullif' ? 'two arguments' : 'one argument or more'
  const isWrong = lower === 'nullif' ? count !== 2 : lower === 'coalesce' && count === 0
  if (isWrong) {
    throw syntaxError(`${lower} takes ${wanted}, not ${count}`, {
      position,
      hint: `Write ${lower}(a, b).`,
    })
  }
}

/** The arguments up to the `)` or to what else may stand before it. */
export function parseArguments(cursor: Cursor): readonly Expression[] {
  if (atSymbol(cursor, ')') || atWords(cursor, 'ORDER', 'BY')) return []
  const items = [parseArgument(cursor)]
  while (takeSymbol(cursor, ',')) items.push(parseArgument(cursor))
  return items
}

function parseArgument(cursor: Cursor): Expression {
  if (atSymbol(cursor, '*')) return cursor.rules.star(cursor, [])
  if (atLambda(cursor)) return parseLambda(cursor)
  const { type, start } = peek(cursor)
  const isNamed =
    (type === 'word' || type === 'name') && (atSymbol(cursor, ':=', 1) || atSymbol(cursor, '=>', 1))
  if (!isNamed) return cursor.rules.expression(cursor, precedence.any)
  const name = anyName(cursor, 'the name of an argument')
  next(cursor)
  const value = cursor.rules.expression(cursor, precedence.any)
  return { kind: 'named-argument', name, value, span: spanFrom(cursor, start) }
}

/** LAMBDA is a name like others unless the name of a parameter follows. */
function atLambda(cursor: Cursor): boolean {
  const { type } = peek(cursor, 1)
  return atWord(cursor, 'LAMBDA') && (type === 'word' || type === 'name')
}

/** `LAMBDA x, y: x + y` is the newer form of `(x, y) -> x + y`. */
function parseLambda(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const parameters = commaList(cursor, (at): Expression => {
    const name = anyName(at, 'the parameter of a lambda')
    return { kind: 'column', path: [name], span: name.span }
  })
  expectSymbol(cursor, ':')
  const right = cursor.rules.expression(cursor, precedence.any)
  const [only] = parameters
  const left: Expression =
    only !== undefined && parameters.length === 1 ? only : { kind: 'row', items: parameters }
  return { kind: 'binary', operator: '->', left, right, span: spanFrom(cursor, start) }
}

function takeNulls(cursor: Cursor): FunctionCall['nulls'] {
  if (takeWords(cursor, 'IGNORE', 'NULLS')) return 'ignore'
  return takeWords(cursor, 'RESPECT', 'NULLS') ? 'respect' : undefined
}

function parseWithinGroup(cursor: Cursor): FunctionCall['withinGroup'] {
  if (!takeWords(cursor, 'WITHIN', 'GROUP')) return []
  const open = expectSymbol(cursor, '(')
  if (!atWord(cursor, 'ORDER')) expectWord(cursor, 'ORDER')
  const order = cursor.rules.orderBy(cursor)
  expectClose(cursor, open)
  return order
}

function parseFilter(cursor: Cursor): Expression | undefined {
  if (!atWord(cursor, 'FILTER') || !atSymbol(cursor, '(', 1)) return undefined
  next(cursor)
  const open = next(cursor)
  takeWords(cursor, 'WHERE')
  const condition = cursor.rules.expression(cursor, precedence.any)
  expectClose(cursor, open)
  return condition
}

function parseOver(cursor: Cursor): Window | WindowReference | undefined {
  if (!atWords(cursor, 'OVER')) return undefined
  const { start } = next(cursor)
  if (atSymbol(cursor, '(')) return parseWindow(cursor)
  if (isReserved(peek(cursor).upper)) throw unexpected(cursor, 'a window or its name after OVER')
  const name = anyName(cursor, 'a window or its name after OVER')
  return { kind: 'window-reference', name, span: spanFrom(cursor, start) }
}
