import { Buffer } from 'node:buffer'
import { DevopsqlError } from '@devopsql/errors'
import { azureDevOpsResource } from '../azure-devops-resource.ts'
import { signInUnavailable } from '../sign-in-unavailable.ts'

const code = 'DEVOPSQL_SIGN_IN_FAILED'

export function notInstalled(cause: unknown): DevopsqlError {
  return signInUnavailable('the Azure CLI (az) is not installed, or is not on the PATH', {
    hint: 'Install it from https://aka.ms/azure-cli and run `az login`, or choose another AuthScheme.',
    cause,
  })
}

export function notStarted(cause: unknown): DevopsqlError {
  return new DevopsqlError("the Azure CLI (az) can't be run", {
    code,
    hint: 'Run `az version` by hand to see why.',
    detail: cause instanceof Error ? cause.message : undefined,
    cause,
  })
}

/** What its error output means. The output is shown as the detail, which has no token in it. */
export function programFailed(stderr: string, tenant: string | undefined): DevopsqlError {
  const detail = errorText(stderr)
  if (isUnknownCommand(stderr)) return notInstalled(new Error(detail))
  // Somebody is signed in, and the identity service wants that again: an answer, unlike an empty Azure CLI.
  if (/AADSTS\d+/.test(stderr)) {
    const hint = `Run \`${loginCommand(tenant)}\` again.`
    return new DevopsqlError('the Azure CLI could not get a token', { code, hint, detail })
  }
  if (/az login|az account set/i.test(stderr)) {
    return signInUnavailable('nobody is signed in to the Azure CLI', {
      hint: `Run \`${loginCommand(tenant)}\` first, with --allow-no-subscriptions if the account has no subscription of Azure.`,
      detail,
    })
  }
  return new DevopsqlError('the Azure CLI failed', {
    code,
    hint: 'Run `az account get-access-token` by hand to see why.',
    detail,
  })
}

export function strangeAnswer(): DevopsqlError {
  return new DevopsqlError('the Azure CLI answered something else than a token', {
    code,
    hint: 'Run `az account get-access-token --output json` by hand, and update the Azure CLI with `az upgrade` if that is not JSON.',
  })
}

export function tookTooLong(timeoutMs: number): DevopsqlError {
  return new DevopsqlError(`the Azure CLI gave no token in ${timeoutMs / 1000} s`, {
    code,
    hint: 'Run `az account get-access-token` by hand to see what it waits for.',
  })
}

export function alreadyRefused(tenant: string | undefined): DevopsqlError {
  return new DevopsqlError('the token of the Azure CLI was refused, and it has no other', {
    code,
    hint: `Check with \`az account show\` that the right account is signed in and belongs to the organization, or run \`${loginCommand(tenant)}\` again.`,
  })
}

export function claimsNotPossible(claims: string, tenant: string | undefined): DevopsqlError {
  const challenge = Buffer.from(claims, 'utf8').toString('base64')
  return new DevopsqlError(
    'Azure DevOps asks for a fresh sign-in with further claims, which the Azure CLI can only make by hand',
    {
      code,
      hint: `Run \`${loginCommand(tenant)} --claims-challenge "${challenge}"\`; Azure CLIs that don't know the option: az logout, then the same without it.`,
    },
  )
}

function loginCommand(tenant: string | undefined): string {
  const scope = `--scope ${azureDevOpsResource}/.default`
  return tenant === undefined ? `az login ${scope}` : `az login --tenant ${tenant} ${scope}`
}

/** Of the shells of Linux, macOS and Windows. */
function isUnknownCommand(stderr: string): boolean {
  return /\baz(\.cmd)?\b.*(not found|not recognized)/i.test(stderr)
}

const longestDetail = 1_000

/** Without anything that looks like a token, whatever the Azure CLI and its extensions write. */
function errorText(stderr: string): string {
  const text = stderr.trim().replaceAll(/\beyJ[\w-]*\.[\w.-]*/g, '***')
  return text.slice(0, longestDetail)
}
