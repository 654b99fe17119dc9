import type { CliContext } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'
import { readProfile } from './read-profile.ts'

export interface ConnectionOptions {
  readonly connection?: string
  readonly profile?: string
}

/** The connection string: `-c`, else `--profile`, else the environment's. */
export async function connectionSource(
  options: ConnectionOptions,
  context: CliContext,
): Promise<string> {
  if (options.connection !== undefined && options.profile !== undefined) {
    throw usageError('both --connection and --profile are given', 'Give one of them.')
  }
  if (options.connection?.trim() === '') {
    throw usageError('the connection string is empty', 'Is the variable set that it comes from?')
  }
  if (options.connection !== undefined) return options.connection
  if (options.profile !== undefined) return readProfile(options.profile, context)
  const fromEnvironment = context.env['DEVOPSQL_CONNECTION']
  if (fromEnvironment) return fromEnvironment
  throw usageError(
    'no connection is given',
    'Use -c "Organization=...;PersonalAccessToken=...", --profile NAME or DEVOPSQL_CONNECTION; `devopsql demo` needs none.',
  )
}
