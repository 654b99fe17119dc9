import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { isExplain } from '../input/is-explain.ts'
import { parseParameters } from '../input/parse-parameters.ts'
import { readSql } from '../input/read-sql.ts'
import { plainFormat } from '../output/plain-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { writeRows } from '../output/write-rows.ts'

export interface ExplainCommandOptions extends ConnectionOptions {
  readonly file?: string
  readonly param?: readonly string[]
}

/** Shows how a statement would be run, without its rows. */
export async function explainCommand(
  given: { readonly argument: string | undefined; readonly options: ExplainCommandOptions },
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const { argument, options } = given
  const parameters = parseParameters(options.param ?? [])
  const text = await readSql({ argument, file: options.file }, context)
  const sql = isExplain(text) ? text : `EXPLAIN ${text}`
  scene.sql = sql
  await using connection = await openConnection(options, context, scene)
  await using result = await connection.query(sql, parameters, { signal: context.signal })
  await writeRows(result, plainFormat(), streamSink(context.stdout))
  return 0
}
