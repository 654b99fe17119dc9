import {
  namesIn,
  oneName,
  qualifiedName,
  type TypedName,
  typedName,
  writtenName,
} from './typed-name.ts'

export interface TableName {
  readonly catalog: string
  readonly schema: string
  readonly name: string
}

export interface ProcedureName {
  readonly name: string
  readonly inputs: readonly string[]
}

/** The names that completion draws from; they are fetched when they are first needed. */
export interface NameSource {
  tables(): Promise<readonly TableName[]>
  columns(table: string): Promise<readonly string[]>
  procedures(): Promise<readonly ProcedureName[]>
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
  'EXEC',
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

/** What follows a table and is no alias of it. */
const afterTable =
  'on|where|join|left|right|full|inner|cross|natural|group|order|having|limit|offset|using|union|except|intersect|qualify|window|fetch'

const metaCommands = ['\\d', '\\dt', '\\timing', '\\x', '\\q', '\\?']
const tableExpected = /(?:\b(?:from|join|describe)|^\s*\\dt?)\s+(?:[^;()]*,\s*)?$/i
const procedureExpected = /^\s*exec(?:ute)?\s+$/i
const inputExpected = new RegExp(
  String.raw`^\s*exec(?:ute)?\s+(${qualifiedName})\s+(?:[^]*,\s*)?@?$`,
  'i',
)
const tableUse = new RegExp(
  String.raw`\b(?:from|join)\s+(${qualifiedName})(?:\s+(?:as\s+)?(?!(?:${afterTable})\b)(${oneName}))?`,
  'gi',
)

/**
 * What the word before the cursor may become, and that word. `statement` is all that was typed of the statement, up to
 * the cursor.
 */
export async function complete(statement: string, names: NameSource): Promise<Completion> {
  if (/^\s*\\\S*$/.test(statement)) {
    const word = statement.trimStart()
    return { candidates: startingWith(metaCommands, word), word }
  }
  const typed = typedName(statement)
  if (!typed) return { candidates: [], word: '' }
  if (tableExpected.test(typed.before)) {
    return { candidates: tableNames(await names.tables(), typed), word: typed.word }
  }
  if (procedureExpected.test(typed.before)) {
    const procedures = (await names.procedures()).map(({ name }) => name)
    return written(procedures, typed)
  }
  const called = inputExpected.exec(typed.before)?.[1]
  if (called !== undefined) {
    const name = namesIn(called).at(-1)?.toLowerCase()
    const procedures = await names.procedures()
    return written(procedures.find((each) => each.name.toLowerCase() === name)?.inputs ?? [], typed)
  }
  if (typed.owner.length > 0) return completeMember(statement, typed, names)
  const used = [...new Set(tablesIn(statement).map((use) => use.table))]
  const columns = (await Promise.all(used.map((table) => names.columns(table)))).flat()
  const tables = (await names.tables()).map((table) => table.name)
  const found = startingWith([...new Set([...columns, ...tables])], typed.begun)
  const spelled = found.map((name) => writtenName(name, typed))
  if (typed.quote !== '') return { candidates: spelled, word: typed.word }
  const others = inCaseOf(typed.begun, startingWith(keywords, typed.begun))
  return { candidates: [...spelled, ...others], word: typed.word }
}

function written(candidates: readonly string[], typed: TypedName): Completion {
  const found = startingWith(candidates, typed.begun)
  return {
    candidates: found.map((name) => typed.head + writtenName(name, typed)),
    word: typed.word,
  }
}

/** Tables whose catalog and schema are those before the dot; catalogs and schemas where these may go on. */
function tableNames(tables: readonly TableName[], typed: TypedName): readonly string[] {
  const owner = typed.owner.map((name) => name.toLowerCase())
  const parts = tables.map(({ catalog, schema, name }) => [catalog, schema, name])
  const following = parts.flatMap((path) => {
    const start = owner.length === 0 ? [2, 0] : [0, 1]
    return start
      .filter((at) => owner.every((name, index) => path[at + index]?.toLowerCase() === name))
      .map((at) => path[at + owner.length] ?? '')
  })
  const found = startingWith([...new Set(following)], typed.begun).filter((name) => name !== '')
  return found.map((name) => typed.head + writtenName(name, typed))
}

/** `w.Ti`: a column of the table that `w` stands for. */
async function completeMember(
  statement: string,
  typed: TypedName,
  names: NameSource,
): Promise<Completion> {
  const owner = typed.owner.join('.').toLowerCase()
  const use = tablesIn(statement).find(
    ({ table, alias }) =>
      alias?.toLowerCase() === owner ||
      table.toLowerCase() === owner ||
      table.toLowerCase().endsWith(`.${owner}`),
  )
  if (!use) return { candidates: [], word: typed.word }
  const columns = startingWith(await names.columns(use.table), typed.begun)
  const candidates = columns.map((column) => typed.head + writtenName(column, typed))
  return { candidates, word: typed.word }
}

function tablesIn(statement: string): readonly { table: string; alias: string | undefined }[] {
  return [...statement.matchAll(tableUse)].map(([, table = '', alias]) => ({
    table: namesIn(table).join('.'),
    alias: alias === undefined ? undefined : namesIn(alias)[0],
  }))
}

function startingWith(candidates: readonly string[], word: string): readonly string[] {
  const wanted = word.toLowerCase()
  return candidates.filter((name) => name.toLowerCase().startsWith(wanted))
}

function inCaseOf(word: string, found: readonly string[]): readonly string[] {
  return word !== '' && word === word.toLowerCase()
    ? found.map((name) => name.toLowerCase())
    : found
}
