import { setTimeout as sleep } from 'node:timers/promises'
import type { TokenProvider } from '@devopsql/auth'
import {
  type ConnectionOptions,
  parseConnectionString,
  secretsOf,
  validateOptions,
} from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import {
  createRestClient,
  type HostReach,
  organizationAddress,
  type RateLimitState,
  type RestClient,
  reachHost,
} from '@devopsql/rest'
import type { ConnectOptions } from '../connect.ts'
import type { ConnectionProperties } from '../contract.ts'
import { parseProperties, splitProperties } from '../given-properties.ts'
import { secretValues } from '../log/connection-log.ts'
import type { CallOptions } from '../procedures/oauth-contract.ts'
import { httpOptionsOf, restOptionsOf } from '../rest-options.ts'
import { createSignIn, type SignIn } from '../sign-in/sign-in.ts'
import { type SignedIn, whoAmI } from '../sign-in/who-am-i.ts'
import { type Machine, thisMachine } from './machine.ts'

/** What `connect()` would be given, and how long to try. */
export interface DiagnoseOptions
  extends Pick<
    ConnectOptions,
    'tokenProvider' | 'authSchemes' | 'interaction' | 'metadataDirectory' | 'signal'
  > {
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** What is looked at. */
export interface Subject {
  /** The defaults where the properties can't be read. */
  readonly options: ConnectionOptions
  /** Why no connection can be made of the properties. */
  readonly fault: unknown
  /** What a connection of these properties asks. Throws where there is a fault. */
  organization(): Organization
  /** Schemes of the caller. */
  readonly authSchemes: readonly string[]
  readonly metadataDirectory: string | undefined
  /** What no finding may show. */
  readonly secrets: readonly string[]
  readonly machine: Machine
  readonly now: () => number
  readonly signal: AbortSignal | undefined
  close(): Promise<void>
}

/** The organization as the properties reach it. */
interface Organization {
  /** `https://dev.azure.com/contoso` */
  readonly address: string
  /** Host and port. */
  readonly host: string
  /** Who the sign-in is of; renews it where it is refused. */
  whoAmI(context: CallOptions): Promise<SignedIn>
  /** Sends what comes after the sign-in: one refusal does not put an end to the token, as it does otherwise. */
  readonly client: RestClient
  /** What Azure DevOps has said of its limits so far. */
  rateLimit(): RateLimitState
  /** `AuthScheme`; undefined for a token provider of the caller. */
  readonly scheme: string | undefined
  /** Where a sign-in is kept, for a scheme that keeps one. */
  readonly settingsLocation: string | undefined
  /** What one request without credentials meets; asked once. */
  reach(): Promise<HostReach>
}

/** Seconds that a request may take here, whatever `Timeout` says: somebody waits for the findings. */
const patience = 10
/** Longer than this, in milliseconds, nobody waits because a service asks for it. */
const longestWait = 3000

/** Reads the properties as `connect()` does, and throws for none of them. Sends nothing. */
export function openSubject(
  properties: string | ConnectionProperties,
  own: DiagnoseOptions,
  machine: Machine = thisMachine,
): Subject {
  const { options, authSchemes, fault, organization } = attempt(properties, own)
  return {
    options,
    fault,
    organization: () => {
      if (organization !== undefined) return organization
      throw fault
    },
    authSchemes,
    metadataDirectory: own.metadataDirectory,
    secrets: [
      ...secretValues(options),
      ...(typeof properties === 'string' ? secretsOf(properties) : []),
    ],
    machine,
    now: own.now ?? Date.now,
    signal: own.signal,
    close: async () => {
      await organization?.close()
    },
  }
}

interface Attempt {
  readonly options: ConnectionOptions
  readonly authSchemes: readonly string[]
  readonly fault?: unknown
  readonly organization?: Organization & { readonly close: () => Promise<void> }
}

function attempt(properties: string | ConnectionProperties, given: DiagnoseOptions): Attempt {
  const { plain, objects } = splitProperties(properties)
  const own = { ...objects, ...given }
  const authSchemes = Object.keys(own.authSchemes ?? {})
  let options = parseConnectionString('')
  try {
    options = parseProperties(plain, { authSchemes })
    validateOptions(options, { hasTokenProvider: own.tokenProvider !== undefined, authSchemes })
    return { options, authSchemes, organization: organizationOf(options, own) }
  } catch (fault) {
    return { options, authSchemes, fault }
  }
}

function organizationOf(
  given: ConnectionOptions,
  own: DiagnoseOptions,
): Organization & { readonly close: () => Promise<void> } {
  const { Timeout, URL: baseUrl, Organization: name } = given
  const options = { ...given, Timeout: Math.min(Timeout === 0 ? patience : Timeout, patience) }
  const now = own.now ?? Date.now
  const address = organizationAddress(baseUrl, name)
  const signIn = createSignIn(options, {
    tokenProvider: own.tokenProvider,
    authSchemes: own.authSchemes ?? {},
    interaction: { ...own.interaction, asking: 'never' },
    log: undefined,
  })
  const clientFor = (provider: TokenProvider): RestClient =>
    createRestClient({
      ...restOptionsOf(options, { tokenProvider: provider, log: undefined }),
      sleep: shortSleep,
      // Waits between attempts are short: what keeps failing is a finding.
      random: () => 0.1,
    })
  const { tokenProvider, scheme } = signIn
  const first = clientFor(tokenProvider)
  const client = clientFor({
    getToken: async ({ signal }) => await tokenProvider.getToken({ signal }),
  })
  let reaching: Promise<HostReach> | undefined
  const reach = async (): Promise<HostReach> =>
    await reachHost(`${address}/_apis/connectionData?api-version=7.1-preview.1`, {
      http: httpOptionsOf(options),
      now,
      signal: own.signal,
    })
  return {
    address,
    host: new URL(address).host,
    client,
    rateLimit: () => first.rateLimit,
    scheme,
    whoAmI: async (context) =>
      await whoAmI({ client: first, tokenProvider, scheme, organization: address }, context),
    settingsLocation: settingsLocationOf(signIn),
    reach: () => (reaching ??= reach()),
    close: async () => {
      await Promise.all([first.close(), client.close(), signIn.close()])
    },
  }
}

function settingsLocationOf({ kept }: SignIn): string | undefined {
  return kept?.location
}

async function shortSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds <= longestWait) return await sleep(milliseconds, undefined, { signal })
  throw new DevopsqlError(
    `Azure DevOps asks to send nothing for ${Math.ceil(milliseconds / 1000)} seconds`,
    {
      code: 'DEVOPSQL_THROTTLED',
      hint: 'Wait, and read less at once: a lower MaxConcurrency, a narrower WHERE. Others who use the same account count, too.',
    },
  )
}
