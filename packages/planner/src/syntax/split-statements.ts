import { lexUntil } from './lexer.ts'
import type { ParseOptions } from './parse.ts'
import { lexSecretly } from './parse-exec.ts'
import type { Token } from './token.ts'

/** One statement of a longer text. */
export interface StatementText {
  /** From its first word to its last, without the semicolon. */
  readonly sql: string
  /** Where in the longer text it begins: to be added to the positions of errors. */
  readonly position: number
}

/**
 * The statements of a text, which semicolons separate; those in quotes and comments don't. What is empty, or a comment
 * and no more, is left out. Throws `DEVOPSQL_SYNTAX_ERROR` where a quote or a comment has no end.
 */
export function splitStatements(
  sql: string,
  { dialect = 'devopsql' }: ParseOptions = {},
): readonly StatementText[] {
  const statements: StatementText[] = []
  for (let position = 0; position < sql.length; ) {
    const start = position
    const tokens = lexSecretly(sql, start, () =>
      lexUntil(sql, start, { dialect, isLast: isSemicolon }),
    )
    const last = tokens.at(-1)
    const isEnded = last !== undefined && isSemicolon(last)
    const words = isEnded ? tokens.slice(0, -1) : tokens
    const [first] = words
    const end = words.at(-1)?.end
    if (first !== undefined && end !== undefined)
      statements.push({ sql: sql.slice(first.start, end), position: first.start })
    if (!isEnded) break
    position = last.end
  }
  return statements
}

function isSemicolon({ type, text }: Token): boolean {
  return type === 'symbol' && text === ';'
}
