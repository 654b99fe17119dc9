import type { Connection, QueryStats, Row } from 'devopsql'
import type { RandomQuery } from './random-query.ts'

/** What is wrong with the answer of a connection; undefined when nothing is. */
export async function findDifference(
  query: RandomQuery,
  asked: Connection,
  reference: Connection,
): Promise<string | undefined> {
  const [answer, expected] = [
    await answerOf(asked, query.sql),
    await answerOf(reference, query.window?.all ?? query.sql),
  ]
  if ('failed' in answer || 'failed' in expected) {
    const [one, two] = [answer, expected].map((each) => ('failed' in each ? each.failed : 'rows'))
    return one === two && one !== 'DEVOPSQL_INTERNAL' ? undefined : `${one} instead of ${two}`
  }
  if (!answer.stats.complete) return 'the result is not complete'
  return query.window === undefined
    ? differenceOf(texts(answer.rows), texts(expected.rows))
    : windowDifference(answer.rows, expected.rows, query.window)
}

type Answer =
  | { readonly rows: readonly Row[]; readonly stats: QueryStats }
  | { readonly failed: string }

async function answerOf(connection: Connection, sql: string): Promise<Answer> {
  try {
    const result = await connection.query(sql)
    const rows = await result.toArray()
    return { rows, stats: result.stats }
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string }
    return { failed: `${code ?? 'no code'}: ${message}` }
  }
}

// Which spelling stands for a group whose members differ in letter case only is not determined.
const texts = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(Object.values(row)).toLowerCase())

function differenceOf(got: readonly string[], wanted: readonly string[]): string | undefined {
  const left = counted(wanted)
  const extra: string[] = []
  for (const row of got) {
    const count = left.get(row) ?? 0
    if (count === 0) extra.push(row)
    else left.set(row, count - 1)
  }
  const missing = [...left].filter(([, count]) => count > 0).map(([row]) => row)
  if (extra.length === 0 && missing.length === 0) return undefined
  return `${got.length} rows instead of ${wanted.length}; missing ${show(missing)}; extra ${show(extra)}`
}

function windowDifference(
  got: readonly Row[],
  all: readonly Row[],
  { limit, offset, keys }: NonNullable<RandomQuery['window']>,
): string | undefined {
  const keyTexts = (rows: readonly Row[]): string =>
    rows.map((row) => JSON.stringify(Object.values(row).slice(0, keys)).toLowerCase()).join('\n')
  const wanted = all.slice(offset, offset + limit)
  if (got.length !== wanted.length) return `${got.length} rows instead of ${wanted.length}`
  if (keyTexts(got) !== keyTexts(wanted))
    return `keys ${keyTexts(got)} instead of ${keyTexts(wanted)}`
  const left = counted(texts(all))
  for (const row of texts(got)) {
    const count = left.get(row) ?? 0
    if (count === 0) return `${row} is no row of the whole result`
    left.set(row, count - 1)
  }
  return undefined
}

function counted(rows: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1)
  return counts
}

const show = (rows: readonly string[]): string =>
  `${rows.length}${rows.length > 0 ? ` such as ${rows[0]?.slice(0, 300) ?? ''}` : ''}`
