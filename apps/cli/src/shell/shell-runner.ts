import type { RowFormat } from '@devopsql/formats'
import type { Connection } from 'devopsql'
import type { CliContext, CoverSecrets } from '../cli-context.ts'
import type { FailureScene } from '../failure-scene.ts'
import { isExplain } from '../input/is-explain.ts'
import { terminalTable } from '../output/output-format.ts'
import { plainFormat } from '../output/plain-format.ts'
import { recordFormat } from '../output/record-format.ts'
import { tableFormat } from '../output/table-format.ts'
import { streamSink, type TextSink } from '../output/text-sink.ts'
import { textStyle } from '../output/text-style.ts'
import { descriptionHead, foreignKeysText, writeColumns } from '../output/write-description.ts'
import { writeRows } from '../output/write-rows.ts'
import { namePattern, noTables, writeTables } from '../output/write-tables.ts'
import { progressDisplay } from '../report/progress-display.ts'
import { missingText, statsLine } from '../report/stats-line.ts'
import { type MetaCommand, shellHelp } from './meta-command.ts'

export interface ShellRunner {
  statement(sql: string, signal: AbortSignal): Promise<void>
  /** Gives false when the command was to leave. */
  meta(command: MetaCommand, signal: AbortSignal): Promise<boolean>
}

/** Does what the lines of the shell say, and keeps its settings. */
export function shellRunner(
  connection: Connection,
  context: CliContext,
  { scene, cover }: { readonly scene: FailureScene; readonly cover: CoverSecrets },
): ShellRunner {
  const settings = { timing: false, expanded: false }
  const sink = streamSink(context.stdout)
  const format = (): RowFormat => {
    const look = terminalTable(context, '\\x')
    return settings.expanded ? recordFormat(look) : tableFormat(look)
  }
  const toggle = (setting: 'timing' | 'expanded', value: boolean | undefined): string => {
    settings[setting] = value ?? !settings[setting]
    return `${setting} is ${settings[setting] ? 'on' : 'off'}\n`
  }
  return {
    async statement(sql, signal) {
      scene.sql = cover(sql)
      const progress = progressDisplay(context)
      try {
        await using result = await connection.query(sql, undefined, {
          signal,
          onProgress: progress.update,
          bigint: true,
        })
        const rowFormat = isExplain(sql) ? plainFormat() : format()
        await writeRows(result, rowFormat, streamSink(context.stdout, progress.erase))
        progress.stop()
        context.stderr.write(missingText(result.stats))
        if (settings.timing) await sink.write(`${statsLine(result.stats)}\n`)
      } finally {
        progress.stop()
      }
    },
    async meta(command, signal) {
      switch (command.kind) {
        case 'quit':
          return false
        case 'help':
          return sink.write(shellHelp)
        case 'toggle':
          return sink.write(toggle(command.setting, command.value))
        case 'tables': {
          const tables = await connection.tables(namePattern(command.pattern), { signal })
          if (tables.length === 0) context.stderr.write(noTables(command.pattern))
          else await writeTables(tables, format(), sink)
          return true
        }
        case 'describe':
          scene.sql = command.table
          await describe(connection, {
            table: command.table,
            signal,
            format: format(),
            context,
            sink,
          })
          return true
      }
    },
  }
}

interface DescribeRequest {
  readonly table: string
  readonly signal: AbortSignal
  readonly format: RowFormat
  readonly context: CliContext
  readonly sink: TextSink
}

async function describe(connection: Connection, request: DescribeRequest): Promise<void> {
  const { table, signal, format, context, sink } = request
  const description = await connection.describe(table, { signal })
  await sink.write(descriptionHead(description, textStyle(context.stdout, context.env)))
  await writeColumns(description, format, sink)
  await sink.write(foreignKeysText(description))
}
