import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Connection, ExportTarget, Parameters, QueryOptions, QueryStats } from 'devopsql'
import { isExec } from '../input/is-exec.ts'
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
  const { format } = request.target
  const file = await placeOf(request.target.file)
  // What a procedure answers is no query, whose rows alone can become another kind of file.
  if (format === 'json' || format === 'table' || (format !== 'parquet' && isExec(sql))) {
    return writeText(connection, { ...request, target: { file, format } }, options)
  }
  const target: ExportTarget = { file, format }
  return connection.export(sql, target, { ...options, ...(parameters && { parameters }) })
}

/**
 * Where the file is, behind symbolic links, for the new one takes its name there: a link stays one, and a device is
 * never replaced. What can't be written to is told before the query runs, not after the last row.
 */
async function placeOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() === true) return realpath(file)
  if (found?.isDirectory() === true) throw usageError(`${file} is a folder`, 'Name a file in it.')
  if (found !== undefined) {
    const hint = 'Name a file, or leave --output out to write to standard output.'
    throw usageError(`${file} is a device or a pipe, not a file`, hint)
  }
  const folder = dirname(file)
  if (await isFolder(folder)) return file
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
