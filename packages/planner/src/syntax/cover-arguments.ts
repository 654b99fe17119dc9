import { lex } from './lexer.ts'
import type { Token } from './token.ts'

/**
 * Whether the value of an argument may be shown: of a procedure, whose name is in lower case as all names here, or of
 * none that is known. `unknown` covers it in EXEC only.
 */
export type Secrecy = (
  argument: string,
  procedure: string | undefined,
) => 'open' | 'secret' | 'unknown'

/**
 * The text of a statement with stars in the place of the values that arguments of EXEC may not show, one for each
 * character, so that positions stay right. It covers too much rather than too little: what is no SQL, or EXEC with
 * a mistake in it, loses all that could be a value.
 */
export function coverArguments(sql: string, secrecy: Secrecy): string {
  const tokens = tokensOf(sql)
  if (tokens === undefined) return coverAll(sql, secrecy)
  const covered = new Set(secretTokens(tokens, secrecy))
  const hasExec = tokens.some((_, index) => beginsExec(tokens, index))
  let text = ''
  let end = 0
  for (const token of tokens) {
    const comments = sql.slice(end, token.start)
    text += hasExec ? comments.replaceAll(/\S/g, '*') : comments
    const written = sql.slice(token.start, token.end)
    text += covered.has(token) ? stars(written) : written
    end = token.end
  }
  return text
}

function tokensOf(sql: string): readonly Token[] | undefined {
  try {
    return lex(sql)
  } catch {
    return undefined
  }
}

// Line ends stay, so that lines are counted as before.
function stars(text: string): string {
  return text.replaceAll(/[^\r\n]/g, '*')
}

const execAnywhere = /\bEXEC(?:UTE)?\b\s*/i

function coverAll(sql: string, secrecy: Secrecy): string {
  const exec = execAnywhere.exec(sql)
  if (exec !== null) {
    const end = exec.index + exec[0].length
    return sql.slice(0, end) + stars(sql.slice(end))
  }
  const named = [...sql.matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)].find(
    ([word]) => secrecy(word.toLowerCase(), undefined) === 'secret',
  )
  if (named === undefined) return sql
  const end = named.index + named[0].length
  return sql.slice(0, end) + stars(sql.slice(end))
}

function secretTokens(tokens: readonly Token[], secrecy: Secrecy): readonly Token[] {
  const covered: Token[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (beginsExec(tokens, index)) {
      const end = endOf(tokens, index)
      covered.push(...secretArguments(tokens.slice(index + 1, end), secrecy))
      index = end
    } else if (isGiven(tokens, index, secrecy)) covered.push(...literalAt(tokens, index + 2))
  }
  return covered
}

function beginsExec(tokens: readonly Token[], index: number): boolean {
  const { upper } = tokens[index] ?? { upper: '' }
  if (upper !== 'EXEC' && upper !== 'EXECUTE') return false
  const before = tokens[index - 1]
  return (
    before === undefined ||
    before.text === ';' ||
    before.upper === 'EXPLAIN' ||
    before.upper === 'ANALYZE'
  )
}

function endOf(tokens: readonly Token[], start: number): number {
  const found = tokens.findIndex(
    ({ type, text }, index) =>
      index > start && (type === 'end' || (type === 'symbol' && text === ';')),
  )
  return found < 0 ? tokens.length : found
}

/** `name = value` in a statement that is no EXEC, or should have been one. */
function isGiven(tokens: readonly Token[], index: number, secrecy: Secrecy): boolean {
  const [token, sign] = [tokens[index], tokens[index + 1]]
  if (token === undefined || sign?.type !== 'symbol') return false
  return isEquals(sign) && secrecy(nameOf(token), undefined) === 'secret'
}

function isEquals({ text }: Token): boolean {
  return text === '=' || text === ':=' || text === '=>'
}

function literalAt(tokens: readonly Token[], index: number): readonly Token[] {
  const token = tokens[index]
  return token === undefined || token.type === 'end' || token.type === 'parameter' ? [] : [token]
}

function nameOf({ type, text }: Token): string {
  return (type === 'parameter' ? text.slice(1) : text).toLowerCase()
}

/** What to cover behind EXEC: all but the names, what they are joined with, and the values that may be shown. */
function secretArguments(tokens: readonly Token[], secrecy: Secrecy): readonly Token[] {
  let start = 1
  while (tokens[start]?.text === '.') start += 2
  const procedure = tokens[start - 1]
  if (procedure === undefined) return []
  const isNamed = procedure.type === 'word' || procedure.type === 'name'
  const covered: Token[] = isNamed ? [] : [procedure]
  const name = isNamed ? nameOf(procedure) : undefined
  for (const argument of argumentsOf(tokens.slice(start))) {
    covered.push(...secretPart(argument, (argumentName) => secrecy(argumentName, name)))
  }
  return covered.filter(({ type }) => type !== 'symbol')
}

function argumentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type === 'symbol' && token.text === ',') found.push([])
    else found.at(-1)?.push(token)
  }
  return found
}

function secretPart(
  argument: readonly Token[],
  secrecy: (argument: string) => string,
): readonly Token[] {
  const nameAt = argument[0]?.text === '@' ? 1 : 0
  const [name, equals] = [argument[nameAt], argument[nameAt + 1]]
  if (name === undefined) return []
  const isNamed = ['word', 'name', 'parameter'].includes(name.type)
  if (!isNamed || equals?.type !== 'symbol' || !isEquals(equals)) return argument
  const value = argument.slice(nameAt + 2)
  const isSigned = value[0]?.text === '-' || value[0]?.text === '+'
  if (secrecy(nameOf(name)) === 'open') return value.slice(isSigned ? 2 : 1)
  // The name of a parameter tells nothing.
  return value.length === 1 && value[0]?.type === 'parameter' ? [] : value
}
