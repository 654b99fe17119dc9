import type { Identifier, Statement } from './ast.ts'
import {
  anyName,
  type Cursor,
  expectWord,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { unsupported } from './syntax-error.ts'

/** `CREATE [OR REPLACE] LOCAL VIEW name AS query`; DERIVED says the same as LOCAL. */
export function parseCreate(cursor: Cursor): Statement {
  const { start } = peek(cursor)
  expectWord(cursor, 'CREATE')
  const replaces = takeWords(cursor, 'OR', 'REPLACE')
  expectView(cursor, `CREATE${replaces ? ' OR REPLACE' : ''}`, start)
  return parseDefinition(cursor, { mode: replaces ? 'replace' : 'create', start })
}

/** `ALTER LOCAL VIEW name AS query`. */
export function parseAlter(cursor: Cursor): Statement {
  const { start } = peek(cursor)
  expectWord(cursor, 'ALTER')
  expectView(cursor, 'ALTER', start)
  return parseDefinition(cursor, { mode: 'alter', start })
}

/** `DROP LOCAL VIEW [IF EXISTS] name`. */
export function parseDrop(cursor: Cursor): Statement {
  const { start } = peek(cursor)
  expectWord(cursor, 'DROP')
  expectView(cursor, 'DROP', start)
  const ifExists = takeWords(cursor, 'IF', 'EXISTS')
  const path = viewPath(cursor)
  return { kind: 'drop-view', path, ifExists, span: spanFrom(cursor, start) }
}

function expectView(cursor: Cursor, verb: string, position: number): void {
  if (takeWords(cursor, 'LOCAL', 'VIEW') || takeWords(cursor, 'DERIVED', 'VIEW')) return
  throw unsupported(`${verb} ${peek(cursor).text} is not supported`, {
    position,
    hint: `Only views of this connection can be made: ${verb} LOCAL VIEW.`,
  })
}

function parseDefinition(
  cursor: Cursor,
  { mode, start }: { readonly mode: 'create' | 'replace' | 'alter'; readonly start: number },
): Statement {
  const path = viewPath(cursor)
  expectWord(cursor, 'AS')
  if (!cursor.rules.atQuery(cursor) && peek(cursor).text !== '(') throw unexpected(cursor, 'SELECT')
  const query = cursor.rules.query(cursor)
  return { kind: 'create-view', mode, path, query, span: spanFrom(cursor, start) }
}

function viewPath(cursor: Cursor): readonly Identifier[] {
  const path = [anyName(cursor, 'the name of a view')]
  while (takeSymbol(cursor, '.')) path.push(anyName(cursor, 'the name of a view'))
  return path
}
