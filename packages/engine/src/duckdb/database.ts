import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBInstance } from '@duckdb/node-api'
import type { TableColumn } from './column-type.ts'
import { type DuckModule, loadDuckdb } from './duck-module.ts'
import type { ExportPlace, ExportTarget } from './export.ts'
import { type ExportWriter, openExportWriter } from './export-writer.ts'
import { openInstance } from './instance.ts'
import { makePrivateFolder, type PrivateFolder } from './private-folder.ts'
import { createSession, type DuckSession } from './session.ts'

export interface DuckDatabaseOptions {
  /** Such as `512MB`. Queries spill to the temporary directory beyond it. Default 1GB. */
  readonly memoryLimit?: string | undefined
  /** Where the private folder for spilled data is made. Default: the system's. */
  readonly tempDirectory?: string | undefined
  /** How local times in SQL are read and shown. Default UTC. */
  readonly timeZone?: string | undefined
  /** Default: one for each core. */
  readonly threads?: number | undefined
}

/**
 * The DuckDB instance of one connection to devopsql, locked: its SQL reaches no file, no network and no setting.
 * Nothing is loaded or created before the first session.
 */
export interface DuckDatabase extends AsyncDisposable {
  /** Opens a connection of its own, for one result at a time. */
  session(): Promise<DuckSession>
  /** Opens a writer of rows that arrive page by page; give it up with `discard` or `await using`. */
  exportWriter(target: ExportTarget, columns: readonly TableColumn[]): Promise<ExportWriter>
  /** Stops every session and removes what was spilled. */
  close(): Promise<void>
}

interface Opened {
  readonly duckdb: DuckModule
  readonly instance: DuckDBInstance
  readonly folder: PrivateFolder
}

/** Describes a database that opens on first use. */
export function createDuckDatabase(options: DuckDatabaseOptions = {}): DuckDatabase {
  const sessions = new Set<DuckSession>()
  let opening: Promise<Opened> | undefined
  let closing: Promise<void> | undefined
  let exporting: Promise<DuckDBInstance> | undefined

  const opened = async (): Promise<Opened> => {
    opening ??= open(options)
    try {
      return await opening
    } catch (error) {
      opening = undefined
      throw error
    }
  }
  const exportPlace = async (): Promise<ExportPlace> => {
    if (closing !== undefined) throw closedDatabase()
    const { duckdb, folder } = await opened()
    exporting ??= openExporter(duckdb, folder, options)
    return { connection: await (await exporting).connect(), folder: folder.path }
  }
  const close = async (): Promise<void> => {
    await Promise.all([...sessions].map(async (session) => await session.close()))
    const parts = await opening?.catch(() => undefined)
    const exporter = await exporting?.catch(() => undefined)
    exporter?.closeSync()
    parts?.instance.closeSync()
    await parts?.folder.remove()
  }
  const session = async (): Promise<DuckSession> => {
    if (closing !== undefined) throw closedDatabase()
    const { duckdb, instance } = await opened()
    const connection = await instance.connect()
    const created: DuckSession = createSession({
      duckdb,
      connection,
      exportPlace,
      closed: () => {
        sessions.delete(created)
      },
    })
    sessions.add(created)
    return created
  }
  const closeOnce = async (): Promise<void> => {
    closing ??= close()
    await closing
  }
  const exportWriter = async (
    target: ExportTarget,
    columns: readonly TableColumn[],
  ): Promise<ExportWriter> => {
    const { duckdb } = await opened()
    return await openExportWriter({ duckdb, place: await exportPlace() }, target, columns)
  }
  return { session, exportWriter, close: closeOnce, [Symbol.asyncDispose]: closeOnce }
}

function closedDatabase(): DevopsqlError {
  return new DevopsqlError('the connection is closed', {
    code: 'DEVOPSQL_CLOSED',
    hint: 'Connect again.',
  })
}

async function open(options: DuckDatabaseOptions): Promise<Opened> {
  const duckdb = await loadDuckdb()
  const folder = await makePrivateFolder(options.tempDirectory)
  try {
    const { memoryLimit = '1GB', timeZone = 'UTC', threads } = options
    const settings = { memoryLimit, timeZone, threads, folder: folder.path, locked: true }
    return { duckdb, folder, instance: await openInstance(duckdb, settings) }
  } catch (error) {
    await folder.remove()
    throw error
  }
}

// Users' SQL never reaches this instance: it only copies rows to files, one thread to keep their order in little memory.
async function openExporter(
  duckdb: DuckModule,
  folder: PrivateFolder,
  { timeZone = 'UTC' }: DuckDatabaseOptions,
): Promise<DuckDBInstance> {
  return await openInstance(duckdb, {
    memoryLimit: '128MB',
    timeZone,
    threads: 1,
    folder: folder.path,
    locked: false,
  })
}
