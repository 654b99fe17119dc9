import type { Connection } from 'devopsql'

/** What EXPLAIN says of one source. */
export interface ExplainedSource {
  readonly read: string
  /** Conditions that are sent, in the user's words. */
  readonly sent: readonly string[]
  /** Conditions that are applied here only. */
  readonly here: readonly string[]
  readonly stopsAfter: string | undefined
  readonly waitsFor: string | undefined
}

/** The sources of a query by their names in it, as EXPLAIN tells them; those that only give parents are left out. */
export async function explained(
  connection: Connection,
  sql: string,
): Promise<Readonly<Record<string, ExplainedSource>>> {
  const rows = await (await connection.query(`EXPLAIN ${sql}`)).toArray()
  const lines = rows.map((row) => String(row['plan']))
  const sources: Record<string, ExplainedSource> = {}
  lines.forEach((line, index) => {
    const name = /^\S+\.(\w+)(?: as (\S+))?$/.exec(line)
    if (name === null) return
    const end = lines.findIndex((other, at) => at > index && !other.startsWith(' '))
    const own = lines.slice(index + 1, end).filter((other) => /^ {2}\S/.test(other))
    const after = (word: string): readonly string[] =>
      own.flatMap((other) =>
        other.startsWith(`  ${word}: `) ? [other.slice(word.length + 4)] : [],
      )
    sources[name[2] ?? name[1] ?? ''] = {
      read: after('read')[0] ?? '',
      sent: after('sent')
        .map((text) => text.slice(0, text.indexOf(' as ')))
        .map(plain),
      here: after('here')
        .map((text) => text.replace(/ \([^()]*(\([^()]*\)[^()]*)*\)$/, ''))
        .map(plain),
      stopsAfter: after('stop after')[0],
      waitsFor: after('waits for')[0],
    }
  })
  return sources
}

/** Without the quotes and parentheses that a formatter puts. */
const plain = (text: string): string => text.replaceAll(/["()]/g, '')
