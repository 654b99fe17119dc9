import type { Expression, NamedArgument } from './ast.ts'
import { call } from './build.ts'
import {
  anyName,
  atSymbol,
  type Cursor,
  expectSymbol,
  identifierOf,
  next,
  peek,
  spanFrom,
  takeSymbol,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

/** `[1, 2]` or `ARRAY[1, 2]`, as the call that makes the list. */
export function parseList(cursor: Cursor): Expression {
  const { start } = peek(cursor)
  if (peek(cursor).upper === 'ARRAY') next(cursor)
  if (takeSymbol(cursor, '[]')) return { ...call('list_value', []), span: spanFrom(cursor, start) }
  const open = expectSymbol(cursor, '[')
  const items = [cursor.rules.expression(cursor, precedence.any)]
  while (takeSymbol(cursor, ',')) items.push(cursor.rules.expression(cursor, precedence.any))
  if (!takeSymbol(cursor, ']')) throw unexpected(cursor, `] for the [ at offset ${open.start}`)
  return { ...call('list_value', items), span: spanFrom(cursor, start) }
}

/** `ARRAY(SELECT ...)`. */
export function parseArrayQuery(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const open = expectSymbol(cursor, '(')
  const content = cursor.rules.parenthesized(cursor, open)
  if (content.kind !== 'query') {
    const [only] = content.items
    if (only?.kind === 'subquery' && content.items.length === 1)
      return { ...call('array', [only]), span: spanFrom(cursor, start) }
    throw unexpected(cursor, 'a query in the parentheses of ARRAY; lists are ARRAY[1, 2]')
  }
  const query: Expression = { kind: 'subquery', query: content, span: spanFrom(cursor, open.start) }
  return { ...call('array', [query]), span: spanFrom(cursor, start) }
}

/** `MAP {'key': value}`, as the call that makes it from two lists. */
export function parseMap(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const keys: Expression[] = []
  const values: Expression[] = []
  parseBraces(cursor, () => {
    keys.push(cursor.rules.expression(cursor, precedence.any))
    expectSymbol(cursor, ':')
    values.push(cursor.rules.expression(cursor, precedence.any))
  })
  const lists = [call('list_value', keys), call('list_value', values)]
  return { ...call('map', lists), span: spanFrom(cursor, start) }
}

/** `{'a': 1, b: 2}`, as the call that packs it. */
export function parseStruct(cursor: Cursor): Expression {
  const { start } = peek(cursor)
  const fields: NamedArgument[] = []
  parseBraces(cursor, () => fields.push(parseField(cursor)))
  if (fields.length === 0) throw unexpected(cursor, 'a field in the braces')
  return { ...call('struct_pack', fields), span: spanFrom(cursor, start) }
}

function parseField(cursor: Cursor): NamedArgument {
  const { type, start } = peek(cursor)
  const name = type === 'string' ? identifierOf(next(cursor)) : anyName(cursor, 'a field')
  expectSymbol(cursor, ':')
  const value = cursor.rules.expression(cursor, precedence.any)
  return { kind: 'named-argument', name, value, span: spanFrom(cursor, start) }
}

function parseBraces(cursor: Cursor, parseItem: () => void): void {
  const open = expectSymbol(cursor, '{')
  if (takeSymbol(cursor, '}')) return
  do parseItem()
  while (takeSymbol(cursor, ','))
  if (!takeSymbol(cursor, '}')) throw unexpected(cursor, `} for the { at offset ${open.start}`)
}

const odbcTypes: Readonly<Record<string, string>> = { D: 'DATE', T: 'TIME', TS: 'TIMESTAMP' }

/** Whether `{d '2026-01-01'}` or `{fn f(x)}` is next, which ODBC and JDBC drivers write. */
export function atOdbcEscape(cursor: Cursor): boolean {
  const { upper } = peek(cursor, 1)
  if (upper === 'FN') return !atSymbol(cursor, ':', 2)
  return upper in odbcTypes && peek(cursor, 2).type === 'string'
}

/** `{d '2026-01-01'}`, `{t '10:00'}`, `{ts '2026-01-01 10:00'}` and `{fn f(x)}`. */
export function parseOdbcEscape(cursor: Cursor): Expression {
  const open = next(cursor)
  const name = odbcTypes[next(cursor).upper]
  const expression: Expression =
    name === undefined
      ? cursor.rules.expression(cursor, precedence.any)
      : {
          kind: 'typed-literal',
          type: { kind: 'type-name', name, parameters: [], listDepth: 0 },
          value: next(cursor).text,
          span: spanFrom(cursor, open.start),
        }
  if (!takeSymbol(cursor, '}')) throw unexpected(cursor, `} for the { at offset ${open.start}`)
  return expression
}
