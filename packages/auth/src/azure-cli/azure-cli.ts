import { DevopsqlError } from '@devopsql/errors'
import { azureDevOpsResource } from '../azure-devops-resource.ts'
import { isErrno } from '../errno.ts'
import { createSharedFlight } from '../shared-flight.ts'
import type { AccessToken, TokenProvider } from '../token-provider.ts'
import {
  alreadyRefused,
  claimsNotPossible,
  notInstalled,
  notStarted,
  programFailed,
  tookTooLong,
} from './azure-cli-errors.ts'
import { parseCliToken } from './parse-cli-token.ts'
import { type ProgramResult, runProgram } from './run-program.ts'

export interface AzureCliOptions {
  /** Id or domain name of the tenant; the one that `az login` chose when absent. */
  readonly tenant?: string | undefined
  /** How long the Azure CLI may take, in milliseconds; a minute when absent. */
  readonly timeoutMs?: number | undefined
}

/** Asks the Azure CLI, as whoever signed in with `az login`. Callers at the same time share one run of it. */
export function azureCli({ tenant, timeoutMs = 60_000 }: AzureCliOptions = {}): TokenProvider {
  if (tenant !== undefined) checkTenant(tenant)
  const flight = createSharedFlight(async (signal) => await askCli(tenant, { signal, timeoutMs }))
  return {
    getToken: async ({ signal, rejected, claims }) => {
      signal?.throwIfAborted()
      if (claims !== undefined) throw claimsNotPossible(claims, tenant)
      const token = await flight.join(signal)
      if (rejected?.value === token.value) throw alreadyRefused(tenant)
      return token
    },
  }
}

interface AskOptions {
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

async function askCli(
  tenant: string | undefined,
  { signal, timeoutMs }: AskOptions,
): Promise<AccessToken> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const result = await runCli(tenant, AbortSignal.any([signal, timeout]))
    if (result.code !== 0) throw programFailed(result.stderr, tenant)
    return parseCliToken(result.stdout)
  } catch (error) {
    if (timeout.aborted && error === timeout.reason) throw tookTooLong(timeoutMs)
    if (isErrno(error, 'ENOENT')) throw notInstalled(error)
    throw isErrno(error) ? notStarted(error) : error
  }
}

async function runCli(tenant: string | undefined, signal: AbortSignal): Promise<ProgramResult> {
  const argv = [
    'account',
    'get-access-token',
    '--output',
    'json',
    '--resource',
    azureDevOpsResource,
  ]
  if (tenant !== undefined) argv.push('--tenant', tenant)
  if (process.platform !== 'win32') return await runProgram('az', argv, { signal })
  // A batch file, which only a shell can run. Every word of the line is known or checked; and the shell looks in its own
  // folder first, which must not be one where others lay files.
  const line = ['az.cmd', ...argv].join(' ')
  return await runProgram(line, [], { signal, shell: true, cwd: process.env['SystemRoot'] })
}

function checkTenant(tenant: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(tenant)) return
  throw new DevopsqlError(`AzureTenant is neither an id nor a domain name: ${tenant}`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Write it as 11111111-2222-3333-4444-555555555555 or contoso.onmicrosoft.com.',
  })
}
