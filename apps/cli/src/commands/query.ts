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
import { type QueryCost, queryCost } from '../report/query-cost.ts'
import { reportFailure } from '../report/report-failure.ts'
import { missingText, statsJson, statsText } from '../report/stats-line.ts'
import { usageError } from '../usage-error.ts'

export interface QueryCommandOptions extends ConnectionOptions {
  readonly file?: string
  readonly format?: OutputFormat
  readonly output?: string
  readonly stats?: 'text' | 'json'
  readonly param?: readonly string[]
}

interface GivenQuery {
  readonly argument: string | undefined
  readonly options: QueryCommandOptions
}

/** Runs one statement and writes its rows. Gives the exit code. */
export async function queryCommand(
  given: GivenQuery,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const progress = progressDisplay(context)
  const cost = queryCost(context.now)
  let exitCode: number
  try {
    exitCode = await runQuery(given, { context, scene, progress, cost })
  } catch (error) {
    progress.stop()
    exitCode = reportFailure(error, context, scene)
  } finally {
    progress.stop()
  }
  const { stats } = given.options
  if (stats === 'text') context.stderr.write(statsText(cost.stats()))
  if (stats === 'json') context.stderr.write(statsJson(cost.stats()))
  return exitCode
}

interface Stage {
  readonly context: CliContext
  readonly scene: FailureScene
  readonly progress: ProgressDisplay
  readonly cost: QueryCost
}

async function runQuery({ argument, options }: GivenQuery, stage: Stage): Promise<number> {
  const { context, scene, progress, cost } = stage
  const place = outputPlace(options)
  const format = outputFormat(options.format, place)
  const parameters = parseParameters(options.param ?? [])
  const sql = await readSql({ argument, file: options.file }, context)
  await using connection = await openConnection(options, context, scene)
  const cover = await context.loadCover()
  scene.sql = cover(sql)
  const queryOptions = {
    signal: context.signal,
    onProgress: (latest) => {
      cost.noteProgress(latest)
      progress.update(latest)
    },
    // Every format is text or has 64 bits, so no digit has to be lost, nor a query to fail, beyond 2^53.
    bigint: true,
  } satisfies QueryOptions
  if (place !== undefined) {
    const target = { file: place, format }
    const stats = await exportRows(connection, { sql, parameters, target }, queryOptions)
    cost.noteStats(() => stats)
    progress.stop()
    if (context.stderr.isTTY === true) {
      context.stderr.write(`${countText(stats.rows, 'row')} written to ${place}\n`)
    }
    return tellMissing(stats, context)
  }
  await using result = await connection.query(sql, parameters, queryOptions)
  cost.noteStats(() => result.stats)
  const isWhole = await writeRows(
    result,
    format === 'parquet' || (format === 'table' && isExplain(sql))
      ? plainFormat()
      : rowFormat(format, terminalTable(context)),
    streamSink(context.stdout, eraser(context, progress)),
  )
  progress.stop()
  // Whoever closed the pipe has seen enough: nothing is missing.
  return isWhole ? tellMissing(result.stats, context) : 0
}

/** Where rows go: a file, or undefined for standard output, which `-` is another name of. */
function outputPlace({ output }: QueryCommandOptions): string | undefined {
  if (output === '') throw usageError('the name of the output file is empty', 'Name a file.')
  return output === '-' ? undefined : output
}

/** Rows on the terminal must not be written behind the progress line. */
function eraser(context: CliContext, progress: ProgressDisplay): () => void {
  return context.stdout.isTTY === true ? progress.erase : () => {}
}

function tellMissing(stats: QueryStats, { stderr }: CliContext): number {
  stderr.write(missingText(stats))
  return stats.complete ? 0 : exitCodes.limit
}
