import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import { checkAgainstSchema } from './check-against-schema.ts'
import { checkSafety } from './check-safety.ts'
import { type ConfigFile, configSchema } from './config-schema.ts'
import { type LocatedJson, locatedJson } from './located-json.ts'
import { type Mistake, mistakeText } from './mistake.ts'
import type { ServerConfig } from './server-config.ts'

/** Where a configuration comes from; what the command line says goes first, then the environment, then the file. */
export interface ConfigSources {
  readonly file: string | undefined
  readonly flags: ConfigFlags
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface ConfigFlags {
  readonly connection?: string | undefined
  readonly httpPort?: number | undefined
  readonly pgPort?: number | undefined
  readonly insecureLoopback?: boolean | undefined
}

/** What the sources say together, or everything that is wrong with it. */
export interface ReadConfig {
  readonly config: ServerConfig | undefined
  readonly mistakes: readonly Mistake[]
}

export async function readConfig(sources: ConfigSources): Promise<ReadConfig> {
  const { file } = sources
  if (file === undefined) return assembled({}, sources, nowhere)
  const json = locatedJson(await textOf(file), file)
  if (json.mistakes.length > 0) return { config: undefined, mistakes: json.mistakes }
  const mistakes = checkAgainstSchema(json, configSchema)
  if (mistakes.length > 0) return { config: undefined, mistakes }
  return assembled(json.value as ConfigFile, sources, {
    folder: dirname(file),
    placeOf: json.placeOf,
  })
}

/** One error out of many mistakes. */
export function configError(mistakes: readonly Mistake[]): DevopsqlError {
  const [first] = mistakes
  const only = mistakes.length === 1 ? first : undefined
  return new DevopsqlError(
    only
      ? `${only.place}: ${only.message}`
      : `the server can't start:\n${mistakes.map(mistakeText).join('\n')}`,
    {
      code: 'DEVOPSQL_USAGE',
      hint: only?.hint ?? 'devopsql serve --check-config tells this without a start.',
    },
  )
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw new DevopsqlError(`cannot read the configuration ${file}${reason}`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'Name a file that exists and that you may read.',
      cause,
    })
  })
}

/** What a file is read from. */
interface FilePlaces extends Pick<LocatedJson, 'placeOf'> {
  /** Paths in it are relative to this folder. */
  readonly folder: string
}

const nowhere: FilePlaces = { folder: '.', placeOf: () => '' }

function assembled(file: ConfigFile, sources: ConfigSources, places: FilePlaces): ReadConfig {
  const { folder } = places
  const { flags, env } = sources
  const insecure = flags.insecureLoopback === true
  const listen = (
    given: { readonly host?: string; readonly port: number; readonly tls?: boolean } | undefined,
    flag: number | undefined,
  ): { host: string; port: number; tls: boolean } | undefined => {
    const port = flag ?? given?.port
    if (port === undefined) return undefined
    const tls = !insecure && file.tls !== undefined && given?.tls !== false
    return { host: given?.host ?? '127.0.0.1', port, tls }
  }
  const http = listen(file.http, flags.httpPort)
  const postgres = listen(file.postgres, flags.pgPort)
  const connections = connectionsOf(file, sources, places)
  const config: ServerConfig = {
    connections: new Map([...connections].map(([name, { text }]) => [name, text])),
    places: new Map([...connections].map(([name, { place }]) => [name, place])),
    accounts: insecure || file.accounts === undefined ? undefined : resolve(folder, file.accounts),
    passThrough: !insecure && file.passThrough === true,
    insecure,
    tls: file.tls && {
      certificate: resolve(folder, file.tls.certificate),
      key: resolve(folder, file.tls.key),
      passphrase: env['DEVOPSQL_TLS_PASSPHRASE'],
    },
    http: http && {
      ...http,
      bodyBytes: file.http?.bodyBytes ?? 1_048_576,
      metrics: file.http?.metrics ?? 'authenticated',
    },
    postgres: postgres && { ...postgres, connections: file.postgres?.connections ?? 1000 },
    limits: file.limits ?? {},
    ...(file.memoryLimit !== undefined && { memoryLimit: file.memoryLimit }),
    idleSeconds: file.idleSeconds ?? 300,
    graceSeconds: file.graceSeconds ?? 10,
    logLevel: file.log?.level ?? 'info',
    tracing: file.tracing,
  }
  const mistakes = checkSafety(config, sources.file ?? 'the configuration')
  return { config: mistakes.length === 0 ? config : undefined, mistakes }
}

/** A connection string, and where it is written. */
interface GivenConnection {
  readonly text: string
  readonly place: string
}

function connectionsOf(
  file: ConfigFile,
  { flags, env }: ConfigSources,
  { placeOf }: FilePlaces,
): ReadonlyMap<string, GivenConnection> {
  const given = (text: string | undefined, place: string): readonly GivenConnection[] =>
    text === undefined || text === '' ? [] : [{ text, place }]
  const ofEnvironment = (variable: string): readonly GivenConnection[] =>
    given(env[variable], variable)
  const [main] = [
    ...given(flags.connection, '--connection'),
    ...ofEnvironment('DEVOPSQL_CONNECTION'),
    ...given(file.connection, placeOf('/connection')),
  ]
  const others = Object.entries(file.connections ?? {}).flatMap(([name, text]) => {
    const [first] = [
      ...ofEnvironment(variableOf(name)),
      ...given(text, placeOf(`/connections/${name}`)),
    ]
    return first === undefined ? [] : [[name, first] as const]
  })
  return new Map([...(main === undefined ? [] : [['', main] as const]), ...others])
}

function variableOf(name: string): string {
  return `DEVOPSQL_CONNECTION_${name.toUpperCase().replaceAll('-', '_')}`
}
