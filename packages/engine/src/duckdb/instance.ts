import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { quoteText } from './column-type.ts'
import type { DuckModule } from './duck-module.ts'
import { execute } from './statements.ts'

export interface InstanceSettings {
  readonly memoryLimit: string
  readonly timeZone: string
  readonly threads?: number | undefined
  /** Whether `/` of two integers is an integer. */
  readonly integerDivision: boolean
  /** Where DuckDB spills to. */
  readonly folder: string
  /** Whether SQL is kept from files, extensions and settings. Only our own statements run unlocked. */
  readonly locked: boolean
}

/** Opens an in-memory instance with these settings; every connection to it has them. */
export async function openInstance(
  duckdb: DuckModule,
  settings: InstanceSettings,
): Promise<DuckDBInstance> {
  const instance = await duckdb.DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await configure(connection, settings)
    return instance
  } catch (error) {
    instance.closeSync()
    throw error
  } finally {
    connection.closeSync()
  }
}

async function configure(connection: DuckDBConnection, settings: InstanceSettings): Promise<void> {
  await set(connection, 'errors_as_json', 'true')
  await setProperty(connection, {
    name: 'memory_limit',
    property: 'MemoryLimit',
    value: settings.memoryLimit,
  })
  await setProperty(connection, { ...timeZoneProperty, value: settings.timeZone })
  await set(connection, 'temp_directory', quoteText(settings.folder))
  if (settings.threads !== undefined) await set(connection, 'threads', String(settings.threads))
  if (settings.integerDivision) await set(connection, 'integer_division', 'true')
  await set(connection, 'autoinstall_known_extensions', 'false')
  await set(connection, 'autoload_known_extensions', 'false')
  await set(connection, 'allow_community_extensions', 'false')
  if (!settings.locked) return
  await set(connection, 'enable_external_access', 'false')
  // A session may have a time zone of its own. No SQL of a user's is a SET.
  await set(connection, 'allowed_configs', "['TimeZone']")
  await set(connection, 'lock_configuration', 'true')
}

const timeZoneProperty = { name: 'TimeZone', property: 'TimeZone' } as const

/** Gives one connection a time zone other than that of its instance. */
export async function setTimeZone(connection: DuckDBConnection, timeZone: string): Promise<void> {
  await setProperty(connection, { ...timeZoneProperty, scope: 'SESSION', value: timeZone })
}

type SettingScope = 'GLOBAL' | 'SESSION'

async function set(connection: DuckDBConnection, name: string, value: string): Promise<void> {
  await execute(connection, { sql: `SET GLOBAL ${name} = ${value}` })
}

interface Property {
  readonly scope?: SettingScope
  readonly name: string
  readonly property: string
  readonly value: string
}

async function setProperty(connection: DuckDBConnection, setting: Property): Promise<void> {
  const { name, property, value, scope = 'GLOBAL' } = setting
  try {
    await execute(connection, { sql: `SET ${scope} ${name} = ${quoteText(value)}` })
  } catch (cause) {
    throw new DevopsqlError(`${property} can not be ${value}`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: propertyHints[property],
      cause,
    })
  }
}

const propertyHints: Readonly<Record<string, string>> = {
  MemoryLimit: 'Write a size such as 512MB or 2GB.',
  TimeZone: 'Write a name of the time zone database, such as Europe/Berlin.',
}
