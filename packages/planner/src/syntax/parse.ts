import { nearestName } from '@devopsql/errors'
import type { Expression, Query, Statement, TypeName } from './ast.ts'
import { canonicalType } from './canonical-type.ts'
import {
  atSymbol,
  atWord,
  type Cursor,
  next,
  peek,
  type Rules,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import type { Dialect } from './dialect.ts'
import { lex } from './lexer.ts'
import { atExec, lexSecretly, parseExec } from './parse-exec.ts'
import { takeExplainOptions } from './parse-explain.ts'
import { parseExpression } from './parse-expression.ts'
import { parseOrderBy } from './parse-order-by.ts'
import { atQuery, parseParenthesized, parseQuery, parseQueryAfter } from './parse-query.ts'
import { parseStar } from './parse-star.ts'
import { parseType } from './parse-type.ts'
import { parseAlter, parseCreate, parseDrop } from './parse-view.ts'
import { precedence } from './precedence.ts'
import { syntaxError, unsupported } from './syntax-error.ts'
import type { Token } from './token.ts'
import { withinStack } from './within-stack.ts'

const rules: Rules = {
  expression: parseExpression,
  query: parseQuery,
  atQuery,
  queryAfter: parseQueryAfter,
  parenthesized: parseParenthesized,
  orderBy: parseOrderBy,
  star: parseStar,
}

export interface ParseOptions {
  readonly dialect?: Dialect
}

/**
 * The tree of one SQL statement. Throws `DEVOPSQL_SYNTAX_ERROR` for text that is no SQL, `DEVOPSQL_UNSUPPORTED_STATEMENT`
 * for a statement that devopsql doesn't do, both with the position.
 */
export function parse(sql: string, { dialect = 'devopsql' }: ParseOptions = {}): Statement {
  const cursor = cursorOf(
    lexSecretly(sql, 0, () => lex(sql, dialect)),
    dialect,
  )
  while (takeSymbol(cursor, ';'));
  const statement = withinStack(
    () => parseStatement(cursor),
    () => peek(cursor).start,
  )
  while (takeSymbol(cursor, ';'));
  if (peek(cursor).type === 'end') return statement
  const { index, tokens } = cursor
  if (tokens[index - 1]?.text === ';') {
    throw unsupported('there is a second statement', {
      position: peek(cursor).start,
      hint: 'Run one statement at a time.',
    })
  }
  throw unexpected(cursor, 'the end of the statement')
}

/** The type that a text names, such as `INTEGER` or `VARCHAR[]`, under DuckDB's name for it. */
export function parseTypeName(sql: string): TypeName {
  const cursor = cursorOf(lex(sql), 'devopsql')
  const type = parseType(cursor)
  if (peek(cursor).type !== 'end') throw unexpected(cursor, 'the end of the type')
  const { span: _, ...rest } = canonicalType(type)
  return rest
}

function cursorOf(tokens: readonly Token[], dialect: Dialect): Cursor {
  return { tokens, rules, dialect, index: 0, depth: 0, questionMarks: 0, numbered: undefined }
}

const execVerbs = ['EXEC', 'EXECUTE']

const describing: ReadonlySet<string> = new Set(['DESCRIBE', 'SUMMARIZE', 'PRAGMA'])

const pivoting: ReadonlySet<string> = new Set(['PIVOT', 'UNPIVOT'])

const otherStatements: ReadonlySet<string> = new Set(
  `INSERT UPDATE DELETE UPSERT MERGE GETDELETED CALL CACHE REPLICATE TRUNCATE GRANT REVOKE
   COPY ATTACH DETACH BEGIN COMMIT ROLLBACK PIVOT UNPIVOT DESCRIBE SUMMARIZE PRAGMA USE INSTALL LOAD IMPORT EXPORT VACUUM
   MEMORYQUERY CHECKCACHE REPLACE`.split(/\s+/),
)

function parseStatement(cursor: Cursor): Statement {
  const token = peek(cursor)
  if (atQuery(cursor) || atSymbol(cursor, '(')) return parseQuery(cursor)
  if (takeWords(cursor, 'EXPLAIN')) {
    const analyze = takeExplainOptions(cursor)
    if (atExec(cursor)) {
      throw unsupported('EXPLAIN shows how a query is read, and EXEC reads none', {
        position: peek(cursor).start,
        hint: 'Leave EXPLAIN out.',
      })
    }
    const query: Query = parseQuery(cursor)
    return { kind: 'explain', analyze, query, span: spanFrom(cursor, token.start) }
  }
  if (atExec(cursor)) return parseExec(cursor)
  if (atWord(cursor, 'CREATE')) return parseCreate(cursor)
  if (atWord(cursor, 'ALTER')) return parseAlter(cursor)
  if (atWord(cursor, 'DROP')) return parseDrop(cursor)
  if (takeWords(cursor, 'SET')) return parseSet(cursor, token.start)
  if (takeWords(cursor, 'SHOW'))
    return { kind: 'show', name: parseSettingName(cursor), span: spanFrom(cursor, token.start) }
  if (takeWords(cursor, 'RESET', 'SCHEMA', 'CACHE'))
    return { kind: 'reset-schema-cache', span: spanFrom(cursor, token.start) }
  if (takeWords(cursor, 'RESET'))
    return { kind: 'reset', name: parseSettingName(cursor), span: spanFrom(cursor, token.start) }
  if (otherStatements.has(token.upper)) {
    throw unsupported(`${token.upper} is not supported`, {
      position: token.start,
      hint: statementHint(token.upper),
    })
  }
  if (takeWords(cursor, 'VALUES')) throw unexpected(cursor, 'a row in parentheses after VALUES')
  const verb = token.type === 'word' ? nearestName(token.upper, execVerbs) : undefined
  if (verb !== undefined) {
    throw syntaxError(`found ${token.text}, expected ${verb}`, {
      position: token.start,
      hint: `Did you mean ${verb} instead of ${token.text}?`,
    })
  }
  throw unexpected(cursor, 'SELECT, WITH, VALUES or EXPLAIN')
}

function statementHint(verb: string): string {
  if (verb === 'CALL') return 'Write EXEC procedure name = value.'
  if (describing.has(verb))
    return 'The command `devopsql describe TABLE` shows the columns of a table.'
  if (pivoting.has(verb))
    return 'Write one aggregate for each value, as in sum(n) FILTER (WHERE kind = 1), or UNION ALL for columns.'
  return 'devopsql reads: SELECT, WITH, VALUES and EXPLAIN; EXEC runs a procedure.'
}

function parseSet(cursor: Cursor, start: number): Statement {
  const name = parseSettingName(cursor)
  if (!takeSymbol(cursor, '=') && !takeWords(cursor, 'TO')) throw unexpected(cursor, '= or TO')
  if (takeWords(cursor, 'DEFAULT')) return { kind: 'reset', name, span: spanFrom(cursor, start) }
  return { kind: 'set', name, value: parseSettingValue(cursor), span: spanFrom(cursor, start) }
}

function parseSettingName(cursor: Cursor): string {
  const parts = [settingWord(cursor)]
  while (takeSymbol(cursor, '.')) parts.push(settingWord(cursor))
  if (parts[0]?.toUpperCase() === 'TIME' && takeWords(cursor, 'ZONE')) return 'TimeZone'
  return parts.join('.')
}

function settingWord(cursor: Cursor): string {
  const token = peek(cursor)
  if (token.type !== 'word' && token.type !== 'name')
    throw unexpected(cursor, 'the name of a setting')
  return next(cursor).text
}

/** A bare word is a text, as in `SET pushdown = off`. */
function parseSettingValue(cursor: Cursor): Expression {
  const token = peek(cursor)
  const isBare =
    token.type === 'word' &&
    !atWord(cursor, 'TRUE') &&
    !atWord(cursor, 'FALSE') &&
    !atWord(cursor, 'NULL')
  if (!isBare) return cursor.rules.expression(cursor, precedence.any)
  next(cursor)
  return { kind: 'string', value: token.text, span: { start: token.start, end: token.end } }
}
