import { createHash } from 'node:crypto'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { capApiVersion } from './api-version.ts'
import { sleep as realSleep, throwIfCancelled } from './cancellation.ts'
import { createConnections } from './connections.ts'
import type {
  RateLimitState,
  RequestContext,
  RestClient,
  RestClientOptions,
  RestRequest,
  RestResponse,
} from './contract.ts'
import { type Exchange, type Handler, headerOf } from './exchange.ts'
import { type Base, createHosts } from './hosts.ts'
import { identityOf } from './identity.ts'
import { authorization } from './policies/authorization.ts'
import { errors } from './policies/errors.ts'
import { ledger } from './policies/ledger.ts'
import { rateLimit } from './policies/rate-limit.ts'
import { requestLimit } from './policies/request-limit.ts'
import { requestLog } from './policies/request-log.ts'
import { retry } from './policies/retry.ts'
import type { Lane, RateBudget } from './rate-budget.ts'
import { rateBudgetOf } from './rate-budgets.ts'
import { createRequestLedger } from './request-ledger.ts'
import { createTransport } from './transport.ts'
import { createWire } from './wire.ts'

const ledgerCapacity = 10_000

/** A client for one organization and identity. Opens no connection until the first request. */
export function createRestClient(options: RestClientOptions): RestClient {
  const { tokenProvider, log } = options
  const now = options.now ?? Date.now
  const random = options.random ?? Math.random
  const sleep = options.sleep ?? realSleep
  const maxConcurrency = options.maxConcurrency ?? 8
  const hosts = createHosts(options.baseUrl, options.organization)
  const connections = createConnections({
    ...options,
    maxConcurrency,
    timeoutMs: options.timeoutMs ?? 60_000,
  })
  const entries = createRequestLedger(ledgerCapacity)
  const lane: Lane = { maximum: maxConcurrency, inFlight: 0 }
  const budget = lazyBudget(lane, async (signal) => {
    const token = await tokenProvider.getToken({ signal })
    return rateBudgetOf(hosts.home.origin + hosts.home.path, token)
  })

  // A request passes them from the first to the last, its answer from the last to the first.
  const policies = [
    errors,
    retry({ now, random, sleep, log }),
    rateLimit({ lane, budgetFor: budget.get, now, sleep, log }),
    authorization(tokenProvider),
    requestLimit(options.maxRequests),
    ...(log === undefined ? [] : [requestLog(log)]),
    ledger(entries, now),
  ]
  const wire = createWire(log, 'HTTP')
  const transport = createTransport(connections.dispatcher, {
    compress: options.compress ?? !isThisMachine(hosts.home),
    wire,
  })
  const pipeline = policies.reduceRight<Handler>((next, policy) => policy(next), transport)

  let isClosed = false
  const hasClosed = (): boolean => isClosed
  const sendTo = async (
    base: Base,
    request: RestRequest,
    context: RequestContext,
  ): Promise<RestResponse> => {
    if (hasClosed()) throw closed()
    throwIfCancelled(context.signal)
    const apiVersion = capApiVersion(request.apiVersion, options.apiVersion)
    const exchange: Exchange = {
      request,
      context,
      base,
      path: `${base.path}/${request.path}?${queryText(request.query)}api-version=${apiVersion}`,
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      attempt: 0,
      waitedMs: 0,
      authorization: '',
      isAcceptedElsewhere: false,
    }
    try {
      const { status, headers, body, bytes } = await pipeline(exchange)
      return { status, header: (name) => headerOf(headers, name), body, bytes }
    } catch (error) {
      throw hasClosed() ? closed(error) : error
    }
  }
  const locate = oncePerClient(async (context) => {
    const areas = await resourceAreas((request) => sendTo(hosts.home, request, context))
    hosts.move(areas)
  })

  return {
    async send(request, context) {
      if (hosts.movable) await locate(context)
      return sendTo(hosts.baseOf(request.service), request, context)
    },
    async identity({ signal }) {
      const token = await tokenProvider.getToken({ signal })
      const { origin, path } = hosts.home
      return createHash('sha256')
        .update(`${origin}${path} ${identityOf(token)}`)
        .digest('hex')
    },
    ledger: entries,
    get rateLimit() {
      return budget.state()
    },
    grantedPageSizes: new Map(),
    maxConcurrency,
    now,
    log,
    async close() {
      isClosed = true
      budget.leave()
      await connections.destroy()
      wire.close()
    },
  }
}

function queryText(query: Readonly<Record<string, string>> | undefined): string {
  let text = ''
  for (const name in query) text += `${name}=${encodeURIComponent(query[name] ?? '')}&`
  return text
}

function isThisMachine({ host }: Base): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)
}

function closed(cause?: unknown): DevopsqlError {
  return new DevopsqlError('the connection is closed', {
    code: 'DEVOPSQL_CLOSED',
    hint: 'Open another one with connect().',
    cause,
  })
}

interface LazyBudget {
  get(signal: AbortSignal | undefined): Promise<RateBudget>
  state(): RateLimitState
  leave(): void
}

// Which budget it is depends on the identity, which only a token tells.
function lazyBudget(
  lane: Lane,
  find: (signal: AbortSignal | undefined) => Promise<RateBudget>,
): LazyBudget {
  let budget: RateBudget | undefined
  return {
    async get(signal) {
      budget ??= await find(signal)
      budget.join(lane)
      return budget
    },
    state: () =>
      budget?.state ?? {
        resource: undefined,
        limit: undefined,
        remaining: undefined,
        resetAt: undefined,
        blockedUntil: 0,
        concurrency: lane.maximum,
      },
    leave: () => budget?.leave(lane),
  }
}

/** What `_apis/ResourceAreas` of the base says; undefined where the server has nothing to say. */
async function resourceAreas(
  send: (request: RestRequest) => Promise<RestResponse>,
): Promise<unknown> {
  try {
    const path = '_apis/ResourceAreas'
    const response = await send({
      service: 'core',
      method: 'GET',
      template: path,
      path,
      apiVersion: '5.0-preview.1',
      rows: 'value',
    })
    return response.body
  } catch (error) {
    if (isDevopsqlError(error) && concernsAllRequests.has(error.code)) throw error
    return undefined
  }
}

const concernsAllRequests: ReadonlySet<string> = new Set([
  'DEVOPSQL_SIGN_IN_FAILED',
  'DEVOPSQL_HOST_NOT_FOUND',
  'DEVOPSQL_CONNECTION_FAILED',
  'DEVOPSQL_TLS_FAILED',
  'DEVOPSQL_LIMIT_EXCEEDED',
  'DEVOPSQL_QUOTA_EXCEEDED',
  'DEVOPSQL_CANCELLED',
  'DEVOPSQL_CLOSED',
])

/** Runs `action` for the first caller; later ones wait for it. A failure is forgotten, so that the next caller tries. */
function oncePerClient(
  action: (context: RequestContext) => Promise<void>,
): (context: RequestContext) => Promise<void> {
  let running: Promise<void> | undefined
  return async (context) => {
    for (;;) {
      const isFirst = running === undefined
      running ??= action(context)
      try {
        return await running
      } catch (error) {
        running = undefined
        const cancelledByAnother =
          !isFirst && isDevopsqlError(error) && error.code === 'DEVOPSQL_CANCELLED'
        if (!cancelledByAnother) throw error
        throwIfCancelled(context.signal)
      }
    }
  }
}
