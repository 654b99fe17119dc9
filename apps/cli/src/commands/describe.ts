import type { CliContext } from '../cli-context.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { descriptionHead, foreignKeysText, writeColumns } from '../output/write-description.ts'
import type { TablesCommandOptions } from './tables.ts'

/** Shows the columns of a table. */
export async function describeCommand(
  given: { readonly table: string; readonly options: TablesCommandOptions },
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const formatName = given.options.format ?? 'table'
  const look = terminalTable(context)
  await using connection = await openConnection(given.options, context, scene)
  scene.sql = given.table
  const table = await connection.describe(given.table, { signal: context.signal })
  const sink = streamSink(context.stdout)
  const forPeople = formatName === 'table'
  if (forPeople) await sink.write(descriptionHead(table, look.style))
  await writeColumns(table, rowFormat(formatName, look), sink)
  if (forPeople) await sink.write(foreignKeysText(table))
  return 0
}
