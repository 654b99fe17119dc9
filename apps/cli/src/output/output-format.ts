import { extname } from 'node:path'
import { csvFormat, jsonFormat, ndjsonFormat, type RowFormat } from '@devopsql/formats'
import type { CliContext } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'
import type { OutputFormat, TextFormat } from './format-names.ts'
import { type TableOptions, tableFormat } from './table-format.ts'
import { plainStyle, textStyle } from './text-style.ts'

const formatByExtension: Readonly<Record<string, OutputFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'ndjson',
  '.ndjson': 'ndjson',
  '.parquet': 'parquet',
  '.txt': 'table',
}

/** The format that was asked for, else the one that the file's name ends in, else a table. */
export function outputFormat(
  wanted: OutputFormat | undefined,
  file: string | undefined,
): OutputFormat {
  const format = wanted ?? formatByExtension[extname(file ?? '').toLowerCase()] ?? 'table'
  if (format === 'parquet' && file === undefined) {
    throw usageError(
      'parquet is a binary format and needs a file',
      'Add --output FILE, or choose --format table, json, ndjson or csv.',
    )
  }
  return format
}

export function rowFormat(format: TextFormat, table: TableOptions): RowFormat {
  switch (format) {
    case 'table':
      return tableFormat(table)
    case 'json':
      return jsonFormat()
    case 'ndjson':
      return ndjsonFormat()
    case 'csv':
      return csvFormat()
  }
}

/** How tables look on standard output; `whole` says what shows the values that had to be cut. */
export function terminalTable(
  context: Pick<CliContext, 'stdout' | 'env'>,
  whole = '--format json',
): TableOptions {
  return { width: lineWidth(context), style: textStyle(context.stdout, context.env), whole }
}

/** How tables look in a file. */
export const fileTable: TableOptions = { width: 120, style: plainStyle, whole: '--format json' }

/** The terminal's width; COLUMNS, else 120, where there is no terminal. */
function lineWidth(context: Pick<CliContext, 'stdout' | 'env'>): number {
  const columns = context.stdout.columns ?? Number.parseInt(context.env['COLUMNS'] ?? '', 10)
  return Number.isInteger(columns) && columns > 0 ? Math.max(20, columns) : 120
}
