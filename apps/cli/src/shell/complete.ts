/** The names that completion draws from; they are fetched when they are first needed. */
export interface NameSource {
  tables(): Promise<readonly string[]>
  columns(table: string): Promise<readonly string[]>
}

export interface Completion {
  readonly candidates: readonly string[]
  /** What each candidate replaces: the end of what was typed. */
  readonly word: string
}

const keywords = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP BY',
  'ORDER BY',
  'HAVING',
  'LIMIT',
  'OFFSET',
  'DISTINCT',
  'JOIN',
  'LEFT JOIN',
  'RIGHT JOIN',
  'FULL JOIN',
  'CROSS JOIN',
  'ON',
  'USING',
  'AND',
  'OR',
  'NOT',
  'IN',
  'IS NULL',
  'IS NOT NULL',
  'LIKE',
  'ILIKE',
  'BETWEEN',
  'EXISTS',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'CAST',
  'AS',
  'ASC',
  'DESC',
  'NULLS FIRST',
  'NULLS LAST',
  'UNION',
  'UNION ALL',
  'INTERSECT',
  'EXCEPT',
  'WITH',
  'WITH RECURSIVE',
  'VALUES',
  'OVER',
  'PARTITION BY',
  'QUALIFY',
  'EXPLAIN',
  'INTERVAL',
  'TRUE',
  'FALSE',
  'NULL',
  'COUNT',
  'SUM',
  'MIN',
  'MAX',
  'AVG',
  'COALESCE',
]

const metaCommands = ['\\d', '\\dt', '\\timing', '\\x', '\\q', '\\?']
const tableExpected = /(?:\b(?:from|join|describe)|^\s*\\dt?)\s+(?:[^;()]*,\s*)?[\w.[\]"]*$/i
const plainName = /^[A-Za-z_]\w*$/
const tableUse =
  /\b(?:from|join)\s+([\w.]+|(?:\[[^\]]+\]\.?)+)(?:\s+(?:as\s+)?(?!on\b|where\b|join\b|left\b|right\b|full\b|inner\b|cross\b|group\b|order\b|limit\b|using\b|union\b)(\w+))?/gi

/**
 * What the word before the cursor may become, and that word. `statement` is all that was typed of the statement, up to
 * the cursor.
 */
export async function complete(statement: string, names: NameSource): Promise<Completion> {
  if (/^\s*\\\S*$/.test(statement)) {
    const word = statement.trimStart()
    return { candidates: startingWith(metaCommands, word), word }
  }
  const word = /[\w.]*$/.exec(statement)?.[0] ?? ''
  const dot = word.lastIndexOf('.')
  if (dot !== -1) return completeMember(statement, word, names)
  const tables = await names.tables()
  if (tableExpected.test(statement)) {
    return { candidates: startingWith(tables, word).map(quoted), word }
  }
  const used = [...new Set(tablesIn(statement).map((use) => use.table))]
  const columns = (await Promise.all(used.map((table) => names.columns(table)))).flat()
  const found = startingWith([...new Set([...columns, ...tables])], word).map(quoted)
  return { candidates: [...found, ...inCaseOf(word, startingWith(keywords, word))], word }
}

/** `w.Ti`: a column of the table that `w` stands for. */
async function completeMember(
  statement: string,
  word: string,
  names: NameSource,
): Promise<Completion> {
  const dot = word.lastIndexOf('.')
  const owner = word.slice(0, dot).toLowerCase()
  const use = tablesIn(statement).find(
    ({ table, alias }) => alias?.toLowerCase() === owner || table.toLowerCase() === owner,
  )
  if (!use) return { candidates: [], word }
  const columns = await names.columns(use.table)
  const found = startingWith(columns, word.slice(dot + 1)).map(quoted)
  return { candidates: found.map((column) => `${word.slice(0, dot)}.${column}`), word }
}

function tablesIn(statement: string): readonly { table: string; alias: string | undefined }[] {
  return [...statement.matchAll(tableUse)].map(([, table = '', alias]) => ({ table, alias }))
}

function startingWith(candidates: readonly string[], word: string): readonly string[] {
  const wanted = word.toLowerCase()
  return candidates.filter((name) => name.toLowerCase().startsWith(wanted))
}

function quoted(name: string): string {
  return plainName.test(name) ? name : `[${name}]`
}

function inCaseOf(word: string, found: readonly string[]): readonly string[] {
  return word !== '' && word === word.toLowerCase()
    ? found.map((name) => name.toLowerCase())
    : found
}
