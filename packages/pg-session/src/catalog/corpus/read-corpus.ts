import { readdirSync, readFileSync } from 'node:fs'

/** A query of a client, and what asked it. */
export interface CorpusQuery {
  readonly client: string
  readonly title: string
  /** `{WorkItems}` stands for the OID of that object. */
  readonly sql: string
  /** The names of the columns of PostgreSQL's answer. */
  readonly columns: readonly string[]
}

/** The queries of all clients. */
export function readCorpus(): readonly CorpusQuery[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.sql'))
    .flatMap((name) => readQueries(name.slice(0, -'.sql'.length)))
}

function readQueries(client: string): readonly CorpusQuery[] {
  const text = readFileSync(new URL(`${client}.sql`, import.meta.url), 'utf8')
  const [, ...blocks] = text.split(/^-- (?=.)/m)
  return blocks.flatMap((block): readonly CorpusQuery[] => {
    const [title = '', columns = '', ...lines] = block.split('\n')
    const sql = lines.join('\n').trim().replace(/;$/, '')
    const names = columns.replace('--> ', '').split(' | ')
    return sql === '' ? [] : [{ client, title, sql, columns: names }]
  })
}
