import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import Provider from 'oidc-provider'
import type { Certificates } from '../certificates.ts'
import { type Listening, listenOnLoopback } from '../routing/listen.ts'
import { applications, tenantOf } from './directory.ts'
import { createEntraAnswers } from './entra-answers.ts'
import { secretOfPublicClient, unknownFederatedToken, unknownTenant } from './entra-errors.ts'
import { type EntraRequest, promptFor, readEntraRequest } from './entra-request.ts'
import { createFederation, type Federation, providerIssuer } from './federation.ts'
import { createProviderMemory, type ProviderMemory } from './memory-adapter.ts'
import { providerSettings } from './provider-settings.ts'
import type { Issued, RequestLog, SeenRequest } from './request-log.ts'

/** What the token endpoint or the device code endpoint answers instead of the right thing, once. */
interface IdentityFault {
  /** `none`: the connection breaks. */
  readonly status: number | 'none'
  readonly headers?: Readonly<Record<string, string>>
  /** An object goes out as JSON; a function makes one of what was sent. */
  readonly body?: FaultBody | ((sent: URLSearchParams) => FaultBody)
}

type FaultBody = string | Readonly<Record<string, unknown>>

export interface IdentityServerOptions {
  readonly certificates: Certificates
  /** How long access tokens live. Default 3600. */
  readonly tokenSeconds?: number
  /** Whether each refresh replaces the refresh token. Default true. */
  readonly rotation?: boolean
}

/** Microsoft Entra on loopback over TLS: oidc-provider behind the addresses, answers and errors of Entra. */
export interface IdentityServer extends Pick<ProviderMemory, 'expire' | 'revoke'> {
  readonly port: number
  readonly log: RequestLog
  /** Answers to the next requests for tokens, first in, first out. */
  readonly faults: IdentityFault[]
  /** The outside issuer that the federated application trusts. */
  readonly federation: Federation
  close(): Promise<void>
}

export async function startIdentityServer(options: IdentityServerOptions): Promise<IdentityServer> {
  const { certificates, tokenSeconds = 3600, rotation = true } = options
  const memory = createProviderMemory()
  const federation = await createFederation()
  // Entra takes every RSA signature of a certificate, PS256 as well as what its key was made for.
  const { alg: _, ...certificateKey } = certificates.client.publicKey
  const provider = new Provider(
    providerIssuer,
    await providerSettings({
      tokenSeconds,
      rotation,
      adapter: memory.adapter,
      keys: { certificate: certificateKey, federated: federation.innerKey },
    }),
  )
  allowLoopbackRedirects(provider)
  const requests: SeenRequest[] = []
  const issued: Issued[] = []
  const faults: IdentityFault[] = []
  provider.use(createEntraAnswers(provider, (entry) => issued.push(entry)))
  const answer = provider.callback()

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const entra = await readEntraRequest(request)
    const seen = seenRequest(entra)
    if (seen !== undefined) {
      requests.push(seen)
      response.once('finish', () => {
        seen.status = response.statusCode
      })
    }
    const isForm = [...entra.form].length > 0
    const fault = isForm ? faults.shift() : undefined
    if (fault !== undefined) {
      sendFault(response, fault, entra.form)
      return
    }
    const refusal = await refusalOf(entra, federation)
    if (refusal !== undefined) {
      sendJson(response, refusal)
      return
    }
    if (entra.path === '/v2.0/adminconsent') {
      sendConsent(response, entra)
      return
    }
    if (isForm) Object.assign(request, { body: providerForm(entra) })
    if (entra.path === '/oauth2/v2.0/authorize')
      entra.query.set('prompt', promptFor(entra.query.get('prompt')))
    mount(request, entra)
    void answer(request, response)
  }
  const server = createServer(
    { cert: certificates.server.certificate, key: certificates.server.key },
    (request, response) => {
      handle(request, response).catch((error: unknown) => {
        // A defect of the shim must not look like an answer of Entra.
        response.writeHead(599, { 'content-type': 'text/plain' })
        response.end(error instanceof Error ? (error.stack ?? error.message) : String(error))
      })
    },
  )
  const { port, close }: Listening = await listenOnLoopback(server)
  const withGrant = (grant: string): readonly SeenRequest[] =>
    requests.filter((seen) => seen.endpoint === 'token' && seen.grant === grant)
  return {
    port,
    log: { requests, issued, withGrant },
    faults,
    federation,
    expire: memory.expire,
    revoke: memory.revoke,
    close,
  }
}

/** Entra looks at no port of a redirect to this machine; here the path is free too. */
function allowLoopbackRedirects(provider: Provider): void {
  const { prototype } = provider.Client
  const isRegistered = Reflect.get(prototype, 'redirectUriAllowed') as (uri: string) => boolean
  Reflect.set(prototype, 'redirectUriAllowed', function (this: object, uri: string): boolean {
    return /^http:\/\/localhost(:\d+)?(\/|$)/.test(uri) || isRegistered.call(this, uri)
  })
}

function seenRequest({ path, tenant, form, query }: EntraRequest): SeenRequest | undefined {
  const endpoint = /^\/oauth2\/v2\.0\/(authorize|token|devicecode)$/.exec(path)?.[1]
  if (endpoint === undefined) return undefined
  const sent = Object.fromEntries([...form].length > 0 ? form : query)
  const { client_id: client, grant_type: grant, ...parameters } = sent
  return {
    endpoint: endpoint as SeenRequest['endpoint'],
    tenant,
    client,
    grant,
    parameters,
    status: 0,
  }
}

/** An administrator has consented for the tenant. */
function sendConsent(response: ServerResponse, { tenant, query }: EntraRequest): void {
  const back = new URL(query.get('redirect_uri') ?? '')
  back.searchParams.set('admin_consent', 'True')
  back.searchParams.set('tenant', tenantOf(tenant)?.id ?? '')
  back.searchParams.set('state', query.get('state') ?? '')
  response.writeHead(302, { location: back.href }).end()
}

interface Refusal {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What Entra refuses and the provider knows nothing of. Puts an assertion of the provider's kind into the form. */
async function refusalOf(
  { tenant, form }: EntraRequest,
  federation: Federation,
): Promise<Refusal | undefined> {
  if (tenantOf(tenant) === undefined) return { status: 400, body: unknownTenant(tenant) }
  const client = form.get('client_id')
  if (client === applications.desktop && form.has('client_secret'))
    return { status: 401, body: secretOfPublicClient }
  if (client !== applications.federated) return undefined
  const assertion = await federation.assertionFor(form.get('client_assertion') ?? '')
  if (assertion === undefined) return { status: 401, body: unknownFederatedToken }
  form.set('client_assertion', assertion)
  return undefined
}

/** What the provider understands of the form: it knows the device grant by its long name only. */
function providerForm({ form, path }: EntraRequest): Record<string, string> {
  const fields: Record<string, string> = Object.fromEntries(form)
  if (fields['grant_type'] === 'device_code')
    fields['grant_type'] = 'urn:ietf:params:oauth:grant-type:device_code'
  if (path.endsWith('/devicecode')) fields['prompt'] = 'consent'
  // With .default Entra refreshes whatever was granted; the provider wants the very same scopes again.
  if (fields['grant_type'] === 'refresh_token' && fields['scope']?.includes('/.default') === true)
    delete fields['scope']
  return fields
}

/** The provider sits under each tenant; it makes its links from the original address. */
function mount(request: IncomingMessage, { tenant, path, query }: EntraRequest): void {
  const search = [...query].length > 0 ? `?${query.toString()}` : ''
  request.url = `${path}${search}`
  Object.assign(request, { originalUrl: `/${encodeURIComponent(tenant)}${request.url}` })
}

function sendJson(response: ServerResponse, { status, body }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

function sendFault(
  response: ServerResponse,
  { status, headers, body = '' }: IdentityFault,
  sent: URLSearchParams,
): void {
  if (status === 'none') {
    response.destroy()
    return
  }
  const answer = typeof body === 'function' ? body(sent) : body
  const isText = typeof answer === 'string'
  response.writeHead(status, {
    'content-type': isText ? 'text/html' : 'application/json; charset=utf-8',
    ...headers,
  })
  response.end(isText ? answer : JSON.stringify(answer))
}
