import type { Connection } from 'devopsql'
import type { RandomQuery } from './random-query.ts'

type Rows = readonly (readonly unknown[])[]

type Answer = { readonly rows: Rows; readonly complete: boolean } | { readonly failed: string }

/** Who answers a query; undefined: has no opinion on it. */
export type Ask = (sql: string) => Promise<Answer | undefined>

/** What is wrong with an answer, compared with what others say to the same query; undefined when nothing is. */
export async function findDifference(
  query: RandomQuery,
  asked: Ask,
  references: readonly Ask[],
): Promise<string | undefined> {
  const answer = await asked(query.sql)
  for (const reference of references) {
    const expected = await reference(query.window?.all ?? query.sql)
    if (answer === undefined || expected === undefined) continue
    const difference = compare(query, answer, expected)
    if (difference !== undefined) return difference
  }
  return undefined
}

function compare(query: RandomQuery, answer: Answer, expected: Answer): string | undefined {
  if ('failed' in answer || 'failed' in expected) {
    const [one, two] = [answer, expected].map((each) => ('failed' in each ? each.failed : 'rows'))
    return one === two && one !== 'DEVOPSQL_INTERNAL' ? undefined : `${one} instead of ${two}`
  }
  if (!answer.complete) return 'the result is not complete'
  return query.window === undefined
    ? differenceOf(texts(answer.rows), texts(expected.rows))
    : windowDifference(answer.rows, expected.rows, query.window)
}

export function asking(connection: Connection): Ask {
  return async (sql) => {
    try {
      const result = await connection.query(sql)
      const rows: (readonly unknown[])[] = []
      for await (const batch of result.batches()) rows.push(...batch)
      return { rows, complete: result.stats.complete }
    } catch (error) {
      const { code, message } = error as { readonly code?: string; readonly message: string }
      return { failed: `${code ?? 'no code'}: ${message}` }
    }
  }
}

// Which spelling stands for a group whose members differ in letter case only is not determined.
const texts = (rows: Rows): readonly string[] =>
  rows.map((row) => JSON.stringify(row).toLowerCase())

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
  got: Rows,
  all: Rows,
  { limit, offset, keys }: NonNullable<RandomQuery['window']>,
): string | undefined {
  const keyTexts = (rows: Rows): string =>
    rows.map((row) => JSON.stringify(row.slice(0, keys)).toLowerCase()).join('\n')
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
