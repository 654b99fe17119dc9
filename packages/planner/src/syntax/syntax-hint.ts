import { nearestName } from '@devopsql/errors'
import { clauseWords, isReserved } from './keywords.ts'
import type { Token } from './token.ts'

/** A token where another was expected. */
export interface Unexpected {
  readonly tokens: readonly Token[]
  readonly index: number
  /** What was expected, as the message says it. */
  readonly expected: string
}

/** What to do about an unexpected token, where its surroundings tell. */
export function hintFor({ tokens, index, expected }: Unexpected): string | undefined {
  const found = tokens[index]
  const before = tokens[index - 1]
  if (found === undefined) return undefined
  return (
    symbolHint(found, before) ??
    commaHint(found, before) ??
    misspeltHint(found) ??
    expectationHint(found, before, expected) ??
    clauseHint(found, before, expected) ??
    aliasHint(tokens, index) ??
    (before && endsValue(before) && beginsValue(found)
      ? `Is a comma or an operator missing before ${found.text}?`
      : undefined) ??
    lastHint(found, tokens.length)
  )
}

function lastHint(found: Token, count: number): string {
  if (found.type !== 'end')
    return `Look at what stands before ${found.text}: a word may be missing or too many.`
  return count === 1
    ? 'The text holds no statement: write SELECT … FROM ….'
    : 'Complete the statement, or look for a bracket or a quote that ends too late.'
}

const symbolHints: Readonly<Record<string, string>> = {
  '==': 'Write = for equality.',
  '=>': 'Write >= for greater or equal.',
  '!': 'Write NOT for negation and <> for inequality.',
  '[]': 'Write [name] for a name in brackets.',
  ':': 'A parameter is : with its name, a cast is two colons.',
  '{': "A struct is written {'name': value}, a map MAP {'key': value}.",
  '}': "A struct is written {'name': value}, a map MAP {'key': value}.",
}

function symbolHint(found: Token, before: Token | undefined): string | undefined {
  if (found.type !== 'symbol') return undefined
  if (before?.text === '=' && found.text === '<') return 'Write <= for less or equal.'
  if (before?.text === '<=' && found.text === '>') return 'Write IS NOT DISTINCT FROM.'
  return symbolHints[found.text]
}

function commaHint(found: Token, before: Token | undefined): string | undefined {
  if (before?.type !== 'symbol' || before.text !== ',') return undefined
  if (isReserved(found.upper)) return `Remove the comma before ${found.text}.`
  if (found.type === 'end') return 'Remove the comma at the end.'
  const isEmpty = found.type === 'symbol' && (found.text === ',' || found.text === ')')
  return isEmpty ? 'Remove the comma before it.' : undefined
}

const expectations: readonly (readonly [RegExp, string])[] = [
  [/^ON or USING/, 'Write ON and a condition, or CROSS JOIN for every pair of rows.'],
  [/after IN$/, 'Write IN (1, 2).'],
  [/after IS$/, 'Compare with a value by = or <>.'],
  [/^AS and a query/, 'Write WITH name AS (SELECT …).'],
  [/^a query in parentheses/, 'Write WITH name AS (SELECT …).'],
  [/^a unit/, "Write INTERVAL 3 DAY or INTERVAL '3 days'."],
  [/END of the CASE$/, 'Write CASE WHEN condition THEN value ELSE value END.'],
  [/^THEN$/, 'Write CASE WHEN condition THEN value END.'],
  [/^WHEN$/, 'Write CASE WHEN condition THEN value END.'],
  [/^AND$/, 'Write BETWEEN … AND ….'],
  [/^a type$/, 'Name a type such as VARCHAR or DECIMAL(10, 2).'],
  [/^a table$/, 'Name a table, or write a query in parentheses.'],
  [/^SELECT$/, 'A query begins with SELECT, FROM, VALUES or TABLE.'],
  [/after OVER$/, 'Write OVER (ORDER BY …), or OVER with the name of a window.'],
  [/after DISTINCT$/, 'Name what is counted: count(DISTINCT a).'],
  [/^, and the value/, 'Write CONVERT(VARCHAR, value).'],
  [/^[\]}] for the/, 'Close the bracket.'],
  [/^FIRST or NEXT$/, 'Write FETCH FIRST 3 ROWS ONLY.'],
  [/^ROWS$/, 'Write FETCH FIRST 3 ROWS ONLY.'],
  [/^the name of a procedure/, 'Write EXEC procedure name = value, name = value.'],
  [/^PRECEDING/, 'Write ROWS 3 PRECEDING or ROWS BETWEEN 3 PRECEDING AND CURRENT ROW.'],
]

const withBy: ReadonlySet<string> = new Set(['ORDER', 'GROUP', 'PARTITION'])

function expectationHint(
  found: Token,
  before: Token | undefined,
  expected: string,
): string | undefined {
  const known = expectations.find(([pattern]) => pattern.test(expected))?.[1]
  if (known !== undefined) return known
  if (before !== undefined && withBy.has(before.upper)) return `Write ${before.upper} BY.`
  if (found.upper === 'AS' && before?.text === '*') return 'A star has no alias: name its columns.'
  if (found.type !== 'symbol') return undefined
  if (found.text === ',' && expected === 'the end of the statement')
    return 'Write AND or OR between conditions.'
  if (found.text !== ')') return undefined
  if (expected === 'the end of the statement') return 'There is a ) without its (.'
  return before?.text === '(' ? 'Write something between the parentheses.' : undefined
}

const clauses: ReadonlySet<string> = new Set(
  'FROM WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH'.split(' '),
)
const combining: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT'])
const openers: ReadonlySet<string> = new Set('AND OR NOT WHERE ON HAVING SELECT BY'.split(' '))

/** Words of clauses that stand in the wrong place. */
function clauseHint(found: Token, before: Token | undefined, expected: string): string | undefined {
  if (combining.has(found.upper) && expected === 'the end of the statement')
    return `Put a query with ORDER BY or LIMIT into parentheses before ${found.text}.`
  if (before !== undefined && expected === 'an expression' && isOperator(before))
    return `Write a value or a condition after ${before.text}.`
  if (expected.startsWith(') for the (') && clauses.has(found.upper))
    return `Close the parenthesis before ${found.text}.`
  if (expected !== 'the end of the statement') return undefined
  if (found.upper === 'ORDER' || found.upper === 'GROUP')
    return `Write ${found.upper} BY, in its place: ${order}.`
  return clauses.has(found.upper) || found.upper === 'SELECT'
    ? `Each clause stands once, in this order: ${order}.`
    : undefined
}

const order = 'SELECT, FROM, WHERE, GROUP BY, HAVING, WINDOW, QUALIFY, ORDER BY, LIMIT'

function isOperator(token: Token): boolean {
  return token.type === 'symbol' ? !')],.;('.includes(token.text) : openers.has(token.upper)
}

/** After AS any word is an alias, the next clause's too. */
function aliasHint(tokens: readonly Token[], index: number): string | undefined {
  const [as, alias] = [tokens[index - 2], tokens[index - 1]]
  const isClause = as?.upper === 'AS' && alias !== undefined && clauses.has(alias.upper)
  return isClause ? `Write a name between AS and ${alias.text}.` : undefined
}

/** The word before a place that was read as a name, and the keyword that it looks like. */
export function misspeltBefore(
  tokens: readonly Token[],
  index: number,
): { readonly token: Token; readonly keyword: string } | undefined {
  const [token, found] = [tokens[index - 1], tokens[index]]
  if (token === undefined || (found && nearestKeyword(found)) !== undefined) return undefined
  const keyword = nearestKeyword(token)
  return keyword === undefined ? undefined : { token, keyword }
}

function misspeltHint(token: Token): string | undefined {
  const nearest = nearestKeyword(token)
  return nearest === undefined ? undefined : `Did you mean ${nearest} instead of ${token.text}?`
}

function nearestKeyword(token: Token): string | undefined {
  if (token.type !== 'word' || token.text.length < 3 || clauseWords.includes(token.upper))
    return undefined
  return isReserved(token.upper) ? undefined : nearestName(token.upper, clauseWords)
}

function endsValue(token: Token): boolean {
  if (token.type === 'symbol') return token.text === ')'
  return token.type !== 'word' || !isReserved(token.upper)
}

function beginsValue(token: Token): boolean {
  if (token.type === 'symbol') return token.text === '('
  if (token.type === 'end') return false
  return token.type !== 'word' || !isReserved(token.upper)
}
