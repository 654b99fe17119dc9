import type { TokenProvider } from '@devopsql/auth'
import { type ConnectionOptions, validateOptions } from '@devopsql/connection-string'
import type { Dialect } from '@devopsql/planner'
import type { Table } from '@devopsql/schema'
import { createConnection } from './connection.ts'
import type { Connection, ConnectionProperties } from './contract.ts'
import { parseProperties, splitProperties } from './given-properties.ts'
import type { LocalSchema } from './local-schema.ts'
import { type ConnectionLog, openConnectionLog } from './log/connection-log.ts'
import { describedError } from './log/query-log.ts'
import { createOAuthProcedures } from './sign-in/oauth-procedures.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import type { AuthSchemes, SignInInteraction } from './sign-in/sign-in-context.ts'
import { readViewsFile } from './views/views-file.ts'

/** Schemas by name. */
export type LocalSchemas = Readonly<Record<string, LocalSchema>>

/** Where names without catalog and schema are looked up first. */
export interface DefaultPlace {
  readonly catalog: string
  readonly schema: string
}

/** Your own objects next to the properties of a connection. */
export interface ConnectOptions {
  /** Gives the tokens instead of what the properties say. */
  readonly tokenProvider?: TokenProvider
  /** Ways of signing in of your own, by the name that `AuthScheme` gives them. */
  readonly authSchemes?: AuthSchemes
  /** How a person is asked to sign in. */
  readonly interaction?: SignInInteraction
  /** Tables of your own, made with `defineTable`: queried, explained and described like all others. */
  readonly tables?: readonly Table[]
  /** Queries by the name under which they can be read as tables, next to those in the file of `UserDefinedViews`. */
  readonly views?: Readonly<Record<string, string>>
  /** Schemas of your own by name: their tables are answered by you, their functions are SQL. */
  readonly localSchemas?: LocalSchemas | ((place: DefaultPlace) => LocalSchemas)
  /** Whose reading of SQL counts where PostgreSQL's differs: `devopsql` unless said. */
  readonly dialect?: Dialect
  /** Keeps metadata in this folder for the next connection, unless the properties say otherwise (`CacheMetadata`). */
  readonly metadataDirectory?: string
  /** Properties by name that replace what the connection string says; one that is undefined replaces nothing. */
  readonly overrides?: Readonly<Record<string, string | number | boolean | undefined>>
  /**
   * Statements come from others, who must neither get at the sign-in of the program nor leave something behind for each
   * other: EXEC is refused, views that they make end with the connection, and `sys_connection_props` tells nothing of
   * sign-in, files and network. `MemoryLimit` is 512MB unless the properties say otherwise. Default false.
   */
  readonly hosted?: boolean
  readonly signal?: AbortSignal
}

/** Whoever serves many has many connections. */
const hostedMemoryLimit = '512MB'

/**
 * Opens a connection to an organization from a connection string or its properties by name.
 * Nothing is requested unless `ConnectOnOpen=true`. Throws for a property that is unknown, invalid or missing.
 */
export async function connect(
  properties: string | ConnectionProperties,
  options: ConnectOptions = {},
): Promise<Connection> {
  const { plain, objects } = splitProperties(properties)
  const own = { ...objects, ...options }
  const authSchemes = Object.keys(own.authSchemes ?? {})
  const { overrides = {} } = own
  const given = parseProperties(plain, { authSchemes, overrides })
  const parsed =
    own.hosted === true && given.MemoryLimit === undefined
      ? { ...given, MemoryLimit: hostedMemoryLimit }
      : given
  validateOptions(parsed, { hasTokenProvider: own.tokenProvider !== undefined, authSchemes })
  const log = openConnectionLog(parsed)
  const connection = await loggingFailure(log, async () => await open(parsed, own, log))
  // Who goes about the sign-in itself sees how it is, and must be able to end one that is of no use any more.
  const isAboutSignIn = own.interaction?.asking !== undefined
  if (parsed.ConnectOnOpen && !isAboutSignIn) await checkOpen(connection, options.signal)
  return connection
}

async function open(
  parsed: ConnectionOptions,
  options: ConnectOptions,
  log: ConnectionLog | undefined,
): Promise<Connection> {
  const { tokenProvider, authSchemes = {}, interaction = {} } = options
  const signIn = createSignIn(parsed, { tokenProvider, authSchemes, interaction, log: log?.write })
  const file = parsed.UserDefinedViews
  return createConnection(parsed, {
    signIn,
    tables: options.tables ?? [],
    metadataDirectory: options.metadataDirectory,
    oauth: createOAuthProcedures(parsed, signIn.context),
    hosted: options.hosted === true,
    views: { ...options.views, ...(file !== undefined && (await readViewsFile(file))) },
    log,
    localSchemas: localSchemasOf(parsed, options),
    dialect: options.dialect,
  })
}

function localSchemasOf(
  { Catalog, ProjectId, Schema }: ConnectionOptions,
  { localSchemas }: ConnectOptions,
): LocalSchemas | undefined {
  if (typeof localSchemas !== 'function') return localSchemas
  const catalog = Catalog || (ProjectId && `Project_${ProjectId}`) || 'CData'
  const firstSchema = /^project_/i.test(catalog) ? 'Project' : 'Information'
  return localSchemas({ catalog, schema: Schema || firstSchema })
}

/** What fails before there is a connection that could be closed is told by the log, which then ends. */
async function loggingFailure<T>(
  log: ConnectionLog | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const text = (): string => `no connection: ${describedError(error)}`
    log?.write({ level: 1, module: 'INFO', text })
    log?.close()
    throw error
  }
}

/** One cheap request, so that a wrong token or host is known at once. */
async function checkOpen(connection: Connection, signal: AbortSignal | undefined): Promise<void> {
  try {
    const result = await connection.query(
      'SELECT Id FROM CData.Information.Projects LIMIT 1',
      [],
      signal === undefined ? {} : { signal },
    )
    await result.toArray()
  } catch (error) {
    await connection.close()
    throw error
  }
}
