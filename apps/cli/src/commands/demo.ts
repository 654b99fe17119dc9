import type { Connection } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import type { FailureScene } from '../failure-scene.ts'
import { isExplain } from '../input/is-explain.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { plainFormat } from '../output/plain-format.ts'
import { streamSink, type TextSink } from '../output/text-sink.ts'
import { textStyle } from '../output/text-style.ts'
import { writeRows } from '../output/write-rows.ts'
import { statsLine } from '../report/stats-line.ts'
import { type DemoQuery, demoQueries } from './demo-queries.ts'

/** Runs telling queries against an emulated organization that lives as long as the command. */
export async function demoCommand(context: CliContext, scene: FailureScene): Promise<number> {
  const sink = streamSink(context.stdout)
  const startedAt = context.now()
  const emulator = await context.startEmulator({ size: 'S' })
  try {
    await using connection = await context.connect(emulator.connectionString)
    const milliseconds = Math.round(context.now() - startedAt)
    await sink.write(
      `An emulated Azure DevOps organization, ${emulator.organization}, is up after ${milliseconds} ms: ` +
        `real HTTP requests, invented data.\n`,
    )
    for (const [index, query] of demoQueries.entries()) {
      scene.sql = query.sql
      const title = `${index + 1} of ${demoQueries.length}: ${query.title}`
      if (!(await showQuery({ ...query, title }, { connection, context, sink }))) return 0
    }
  } finally {
    await emulator.close()
  }
  await sink.write(next)
  return 0
}

interface Stage {
  readonly connection: Connection
  readonly context: CliContext
  readonly sink: TextSink
}

async function showQuery(query: DemoQuery, stage: Stage): Promise<boolean> {
  const { connection, context, sink } = stage
  const style = textStyle(context.stdout, context.env)
  const code = query.sql.replaceAll(/^/gm, '  ')
  if (!(await sink.write(`\n${style.bold(query.title)}\n\n${style.dim(code)}\n\n`))) return false
  await using result = await connection.query(query.sql, undefined, { signal: context.signal })
  const format = isExplain(query.sql) ? plainFormat() : rowFormat('table', terminalTable(context))
  if (!(await writeRows(result, format, sink))) return false
  return sink.write(`${style.bold(statsLine(result.stats))}\n`)
}

const next = `
That was an organization made for the demo. With your own, and a personal access token that may read work items,
code and builds (the organization's page, User settings, Personal access tokens):

  export DEVOPSQL_CONNECTION='AuthScheme=Basic;Organization=YOUR-ORGANIZATION;PersonalAccessToken=YOUR-TOKEN'
  npx devopsql tables
  npx devopsql query "SELECT Id, Title, State FROM WorkItems ORDER BY ChangedDate DESC LIMIT 20"

Without one:  npx devopsql emulator   prints a connection string to try the same on;  npx devopsql --help  shows the rest.
`
