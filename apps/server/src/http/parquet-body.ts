import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { DevopsqlError } from '@devopsql/errors'
import type { HttpQuery } from './open-query.ts'
import type { StatementBody } from './statement-body.ts'
import { type Verdict, verdictOf } from './verdict.ts'

interface ParquetRequest {
  readonly sql: string
  readonly parameters: StatementBody['parameters'] | undefined
  readonly maxRows: number | undefined
  readonly timeZone: string | undefined
}

/** The rows of a query as a Parquet file, which exists as long as it is sent, where nobody else can read it. */
export async function servedParquet(
  { sql, parameters, maxRows, timeZone }: ParquetRequest,
  { connection, signal, release }: HttpQuery,
): Promise<{ readonly body: Readable; readonly verdict: Verdict }> {
  if (maxRows !== undefined) {
    throw new DevopsqlError('maxRows is not for Parquet', {
      code: 'DEVOPSQL_USAGE',
      hint: 'Write LIMIT into the statement.',
    })
  }
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-'))
  const remove = async (): Promise<void> => await rm(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'rows.parquet')
    const stats = await connection.export(
      sql,
      { file, format: 'parquet' },
      {
        signal,
        ...(parameters && { parameters }),
        ...(timeZone !== undefined && { timeZone }),
      },
    )
    const body = createReadStream(file)
    body.once('close', () => {
      release()
      void remove()
    })
    return { body, verdict: verdictOf(stats) }
  } catch (error) {
    await remove()
    throw error
  }
}
