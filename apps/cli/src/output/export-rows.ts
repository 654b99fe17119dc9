import type { Connection, ExportTarget, Parameters, QueryOptions, QueryStats } from 'devopsql'
import type { OutputFormat, TextFormat } from './format-names.ts'
import { fileTable, rowFormat } from './output-format.ts'
import { replaceFile } from './replace-file.ts'
import { writeRows } from './write-rows.ts'

export interface ExportRequest {
  readonly sql: string
  readonly parameters: Parameters | undefined
  readonly target: { readonly file: string; readonly format: OutputFormat }
}

/** Writes the rows of a query into a file, which is there whole or not at all. */
export async function exportRows(
  connection: Connection,
  request: ExportRequest,
  options: QueryOptions,
): Promise<QueryStats> {
  const { sql, parameters } = request
  const { file, format } = request.target
  if (format === 'json' || format === 'table') {
    return writeText(connection, { ...request, target: { file, format } }, options)
  }
  const target: ExportTarget = { file, format }
  return connection.export(sql, target, { ...options, ...(parameters && { parameters }) })
}

async function writeText(
  connection: Connection,
  request: ExportRequest & { readonly target: { readonly format: TextFormat } },
  options: QueryOptions,
): Promise<QueryStats> {
  const { file, format } = request.target
  await using result = await connection.query(request.sql, request.parameters, options)
  await replaceFile(file, async (sink) => {
    await writeRows(result, rowFormat(format, fileTable), sink)
  })
  return result.stats
}
