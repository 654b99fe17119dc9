import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { TableColumn } from './column-type.ts'
import { type DuckModule, loadDuckdb } from './duck-module.ts'
import type { ExportPlace, ExportTarget } from './export.ts'
import { type ExportWriter, openExportWriter } from './export-writer.ts'
import { type InstanceSettings, openInstance, setTimeZone } from './instance.ts'
import { makePrivateFolder, type PrivateFolder } from './private-folder.ts'
import { createSession, type DuckSession } from './session.ts'
import { execute } from './statements.ts'

/** What queries of one connection may take before they spill, unless somebody says otherwise. */
export const defaultMemoryLimit = '1GB'

export interface DuckDatabaseOptions {
  /** Such as `512MB`. Queries spill to the temporary directory beyond it. Absent: `defaultMemoryLimit`. */
  readonly memoryLimit?: string | undefined
  /** Where the private folder for spilled data is made. Default: the system's. */
  readonly tempDirectory?: string | undefined
  /** How local times in SQL are read and shown. Default UTC. */
  readonly timeZone?: string | undefined
  /** Default: one for each core. */
  readonly threads?: number | undefined
  /** Whether `/` of two integers is an integer, as in PostgreSQL. Default: it is a number with a fraction. */
  readonly integerDivision?: boolean | undefined
}

/**
 * The DuckDB instance of one connection to devopsql, locked: its SQL reaches no file, no network and no setting.
 * Nothing is loaded or created before the first session.
 */
export interface DuckDatabase extends AsyncDisposable {
  /** Opens a connection of its own, for one result at a time, in another time zone where one is given. */
  session(options?: { readonly timeZone?: string | undefined }): Promise<DuckSession>
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

interface Connected {
  readonly duckdb: DuckModule
  readonly connection: DuckDBConnection
}

/** Describes a database that opens on first use. */
export function createDuckDatabase(options: DuckDatabaseOptions = {}): DuckDatabase {
  const sessions = new Set<DuckSession>()
  const writers = new Set<ExportWriter>()
  let opening: Promise<Opened> | undefined
  let closing: Promise<void> | undefined

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
    return await openExportPlace(duckdb, folder, options)
  }
  const connect = async (): Promise<Connected> => {
    const { duckdb, instance, folder } = await opened()
    const connection = await instance.connect()
    if (await works(connection)) return { duckdb, connection }
    connection.closeSync()
    // An internal error has made DuckDB give up the whole instance; sessions that are open get errors from it.
    opening = openIn(folder, duckdb, options)
    const again = await opened()
    return { duckdb, connection: await again.instance.connect() }
  }
  const close = async (): Promise<void> => {
    await Promise.all([...sessions].map(async (open) => await open.close()))
    await Promise.all([...writers].map(async (open) => await open.discard()))
    const parts = await opening?.catch(() => undefined)
    parts?.instance.closeSync()
    await parts?.folder.remove()
  }
  const session: DuckDatabase['session'] = async ({ timeZone } = {}) => {
    if (closing !== undefined) throw closedDatabase()
    const { duckdb, connection } = await connect()
    if (timeZone !== undefined && timeZone !== options.timeZone)
      await useTimeZone(connection, timeZone)
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
    let writer: ExportWriter | undefined
    const place = async (): Promise<ExportPlace> => {
      const parts = await exportPlace()
      const close = (): void => {
        if (writer !== undefined) writers.delete(writer)
        parts.close()
      }
      return { ...parts, close }
    }
    writer = await openExportWriter({ duckdb, place }, target, columns)
    writers.add(writer)
    return writer
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
    return await openIn(folder, duckdb, options)
  } catch (error) {
    await folder.remove()
    throw error
  }
}

async function openIn(
  folder: PrivateFolder,
  duckdb: DuckModule,
  options: DuckDatabaseOptions,
): Promise<Opened> {
  const spill = join(folder.path, `spill-${randomUUID()}`)
  const settings = { ...settled(options), folder: spill, locked: true }
  return { duckdb, folder, instance: await openInstance(duckdb, settings) }
}

async function useTimeZone(connection: DuckDBConnection, timeZone: string): Promise<void> {
  try {
    await setTimeZone(connection, timeZone)
  } catch (error) {
    connection.closeSync()
    throw error
  }
}

async function works(connection: DuckDBConnection): Promise<boolean> {
  return await execute(connection, { sql: 'SELECT 1' }).then(
    () => true,
    () => false,
  )
}

// Users' SQL never reaches this instance: it only copies rows to files, one thread to keep their order in little memory.
async function openExportPlace(
  duckdb: DuckModule,
  folder: PrivateFolder,
  options: DuckDatabaseOptions,
): Promise<ExportPlace> {
  const spill = join(folder.path, `export-${randomUUID()}`)
  const settings = { ...settled(options), threads: 1, folder: spill, locked: false }
  const instance = await openInstance(duckdb, settings)
  const connection = await instance.connect()
  return {
    connection,
    folder: folder.path,
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function settled({
  memoryLimit = defaultMemoryLimit,
  timeZone = 'UTC',
  threads,
  integerDivision = false,
}: DuckDatabaseOptions): Omit<InstanceSettings, 'folder' | 'locked'> {
  return { memoryLimit, timeZone, threads, integerDivision }
}
