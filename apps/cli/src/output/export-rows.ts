import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Connection, ExportTarget, Parameters, QueryOptions, QueryStats } from 'devopsql'
import { usageError } from '../usage-error.ts'
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
  await checkPlace(file)
  if (format === 'json' || format === 'table') {
    return writeText(connection, { ...request, target: { file, format } }, options)
  }
  const target: ExportTarget = { file, format }
  return connection.export(sql, target, { ...options, ...(parameters && { parameters }) })
}

/** What can't be written to is told before the query runs, not after the last row. */
async function checkPlace(file: string): Promise<void> {
  if (await isFolder(file)) throw usageError(`${file} is a folder`, 'Name a file in it.')
  const folder = dirname(file)
  if (await isFolder(folder)) return
  throw usageError(`the folder ${folder} does not exist`, 'Make it, or name a file elsewhere.')
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
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
