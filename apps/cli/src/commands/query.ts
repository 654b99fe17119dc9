import type { QueryOptions, QueryStats } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import { exitCodes } from '../exit-code.ts'
import type { FailureScene } from '../failure-scene.ts'
import { isExplain } from '../input/is-explain.ts'
import { parseParameters } from '../input/parse-parameters.ts'
import { readSql } from '../input/read-sql.ts'
import { countText } from '../output/count-text.ts'
import { exportRows } from '../output/export-rows.ts'
import type { OutputFormat } from '../output/format-names.ts'
import { outputFormat, rowFormat, terminalTable } from '../output/output-format.ts'
import { plainFormat } from '../output/plain-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { writeRows } from '../output/write-rows.ts'
import { type ProgressDisplay, progressDisplay } from '../report/progress-display.ts'
import { missingText, statsJson, statsText } from '../report/stats-line.ts'

export interface QueryCommandOptions extends ConnectionOptions {
  readonly file?: string
  readonly format?: OutputFormat
  readonly output?: string
  readonly stats?: 'text' | 'json'
  readonly param?: readonly string[]
}

/** Runs one statement and writes its rows. Gives the exit code. */
export async function queryCommand(
  given: { readonly argument: string | undefined; readonly options: QueryCommandOptions },
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const { argument, options } = given
  const format = outputFormat(options.format, options.output)
  const parameters = parseParameters(options.param ?? [])
  const sql = await readSql({ argument, file: options.file }, context)
  scene.sql = sql
  await using connection = await openConnection(options, context, scene)
  const progress = progressDisplay(context)
  const queryOptions = {
    signal: context.signal,
    onProgress: progress.update,
    // Every format is text or has 64 bits, so no digit has to be lost, nor a query to fail, beyond 2^53.
    bigint: true,
  } satisfies QueryOptions
  try {
    if (options.output !== undefined) {
      const target = { file: options.output, format }
      const stats = await exportRows(connection, { sql, parameters, target }, queryOptions)
      progress.stop()
      if (context.stderr.isTTY === true) {
        context.stderr.write(`${countText(stats.rows, 'row')} written to ${options.output}\n`)
      }
      return report(stats, options, context)
    }
    await using result = await connection.query(sql, parameters, queryOptions)
    const isWhole = await writeRows(
      result,
      format === 'parquet' || (format === 'table' && isExplain(sql))
        ? plainFormat()
        : rowFormat(format, terminalTable(context)),
      streamSink(context.stdout, eraser(context, progress)),
    )
    progress.stop()
    // Whoever closed the pipe has seen enough: nothing is missing.
    return isWhole ? report(result.stats, options, context) : 0
  } finally {
    progress.stop()
  }
}

/** Rows on the terminal must not be written behind the progress line. */
function eraser(context: CliContext, progress: ProgressDisplay): () => void {
  return context.stdout.isTTY === true ? progress.erase : () => {}
}

function report(stats: QueryStats, options: QueryCommandOptions, context: CliContext): number {
  const { stderr } = context
  stderr.write(missingText(stats))
  if (options.stats === 'text') stderr.write(statsText(stats))
  if (options.stats === 'json') stderr.write(statsJson(stats))
  return stats.complete ? 0 : exitCodes.limit
}
