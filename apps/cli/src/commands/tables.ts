import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import type { TextFormat } from '../output/format-names.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { namePattern, noTables, writeTables } from '../output/write-tables.ts'

export interface TablesCommandOptions extends ConnectionOptions {
  readonly format?: TextFormat
}

/** Lists the tables whose name matches. */
export async function tablesCommand(
  given: { readonly pattern: string | undefined; readonly options: TablesCommandOptions },
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const format = rowFormat(given.options.format ?? 'table', terminalTable(context))
  await using connection = await openConnection(given.options, context, scene)
  const pattern = namePattern(given.pattern)
  const tables = await connection.tables(pattern, { signal: context.signal })
  await writeTables(tables, format, streamSink(context.stdout))
  if (tables.length === 0) context.stderr.write(noTables(given.pattern))
  return 0
}
