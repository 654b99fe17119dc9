import { isSecretName, removed } from '@devopsql/rest'

/** A statement as a log may show it. */
export interface LoggedSql {
  readonly text: string
  /** The values that aren't in it any more. */
  readonly secrets: readonly string[]
}

/** Arguments of stored procedures that hold no secret, in lower case. */
const open = new Set(['authmode', 'callbackurl', 'permissions', 'prompt', 'scope', 'location'])

/**
 * A statement without literals that stand against a secret's name, and in a call of a stored procedure without the
 * values of all arguments but a few. The text need not be valid.
 */
export function loggedSql(sql: string): LoggedSql {
  const tokens = tokensOf(sql)
  return tokens.some(callsProcedure) ? loggedCall(tokens) : loggedQuery(tokens)
}

/** Whether the text may call a stored procedure. */
export function mayCall(sql: string): boolean {
  return tokensOf(sql).some(callsProcedure)
}

// What isn't closed goes to the end.
const token =
  /--[^\n]*|\/\*.*?(?:\*\/|$)|"(?:[^"]|"")*(?:"|$)|\[[^\]]*(?:\]|$)|N?'(?:[^']|'')*(?:'|$)|[\w$@]+|\s+|./gis

function tokensOf(sql: string): readonly string[] {
  return sql.match(token) ?? []
}

function callsProcedure(word: string): boolean {
  return /^(?:exec|execute|call)$/i.test(word)
}

function loggedQuery(tokens: readonly string[]): LoggedSql {
  const secrets: string[] = []
  let name = ''
  let isCompared = false
  const shown = tokens.map((each) => {
    if (isSpace(each)) return each
    const isSecret = isCompared && isLiteral(each) && isSecretName(name)
    if (each !== '=') name = each
    isCompared = each === '='
    if (!isSecret) return each
    secrets.push(literalValue(each))
    return `'${removed}'`
  })
  return { text: shown.join(''), secrets }
}

function loggedCall(tokens: readonly string[]): LoggedSql {
  const secrets: string[] = []
  const shown: string[] = []
  let name = ''
  let isInSecret = false
  for (const each of tokens) {
    if (each === ',' || each === ';') isInSecret = false
    if (isComment(each)) continue
    if (isInSecret || (isLiteral(each) && !open.has(plainName(name)))) {
      if (isSpace(each)) continue
      secrets.push(literalValue(each))
      if (shown.at(-1) !== removed) shown.push(removed)
      continue
    }
    shown.push(each)
    if (each === '=') isInSecret = !open.has(plainName(name))
    else if (!isSpace(each) && !isLiteral(each)) name = each
  }
  return { text: shown.join(''), secrets }
}

function isSpace(text: string): boolean {
  return text.trim() === '' || isComment(text)
}

function isComment(text: string): boolean {
  return text.startsWith('--') || text.startsWith('/*')
}

function isLiteral(text: string): boolean {
  return /^N?'/i.test(text)
}

function plainName(name: string): string {
  return name.replace(/[^A-Za-z\d]/g, '').toLowerCase()
}

function literalValue(text: string): string {
  return text.replace(/^N?'|^"|'$|"$/gi, '').replaceAll("''", "'")
}
