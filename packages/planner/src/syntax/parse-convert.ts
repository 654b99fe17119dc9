import type { Expression, TypeName } from './ast.ts'
import { call, stringLiteral } from './build.ts'
import {
  type Cursor,
  expectClose,
  expectSymbol,
  next,
  peek,
  spanFrom,
  takeSymbol,
  unexpected,
} from './cursor.ts'
import { parseType } from './parse-type.ts'
import { precedence } from './precedence.ts'
import { unsupported } from './syntax-error.ts'

/** What T-SQL's numbers for a style of dates mean, as DuckDB writes patterns. */
const styles: Readonly<Record<string, string>> = {
  '1': '%m/%d/%y',
  '3': '%d/%m/%y',
  '4': '%d.%m.%y',
  '5': '%d-%m-%y',
  '12': '%y%m%d',
  '20': '%Y-%m-%d %H:%M:%S',
  '21': '%Y-%m-%d %H:%M:%S.%g',
  '23': '%Y-%m-%d',
  '101': '%m/%d/%Y',
  '102': '%Y.%m.%d',
  '103': '%d/%m/%Y',
  '104': '%d.%m.%Y',
  '105': '%d-%m-%Y',
  '108': '%H:%M:%S',
  '110': '%m-%d-%Y',
  '111': '%Y/%m/%d',
  '112': '%Y%m%d',
  '120': '%Y-%m-%d %H:%M:%S',
  '121': '%Y-%m-%d %H:%M:%S.%g',
  '126': '%Y-%m-%dT%H:%M:%S.%g',
}

const textTypes: ReadonlySet<string> = new Set(
  'CHAR CHARACTER NCHAR NVARCHAR STRING TEXT VARCHAR'.split(' '),
)

/** `CONVERT(type, value[, style])` and TRY_CONVERT, as the cast that they are. */
export function parseConvert(cursor: Cursor): Expression {
  const word = next(cursor)
  const open = expectSymbol(cursor, '(')
  const type = parseType(cursor)
  if (!takeSymbol(cursor, ',')) throw unexpected(cursor, ', and the value to convert')
  const value = cursor.rules.expression(cursor, precedence.any)
  const operand = takeSymbol(cursor, ',') ? parseStyled(cursor, type, value) : value
  expectClose(cursor, open)
  const span = spanFrom(cursor, word.start)
  return { kind: 'cast', operand, type, try: word.upper === 'TRY_CONVERT', span }
}

function parseStyled(cursor: Cursor, type: TypeName, value: Expression): Expression {
  const { type: token, text, start } = peek(cursor)
  const pattern = token === 'number' ? styles[text] : undefined
  if (pattern === undefined) {
    throw unsupported('this style of CONVERT is not supported', {
      position: start,
      hint: 'Use a style such as 120 or 103, or FORMAT and STRTODATE with a pattern.',
    })
  }
  next(cursor)
  const isToText = textTypes.has(type.name)
  const operation = isToText ? 'strftime' : 'strptime'
  return {
    ...call(operation, [value, stringLiteral(pattern)]),
    span: spanFrom(cursor, value.span?.start ?? start),
  }
}
