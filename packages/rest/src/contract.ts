import type { TokenProvider } from '@devopsql/auth'
import type { Paging, Service } from '@devopsql/schema'
import type { Log } from './log/log-event.ts'
import type { RequestLedger } from './request-ledger.ts'
import type { RequestMeter } from './request-meter.ts'

export interface ProxyOptions {
  /** `http://host:port`. */
  readonly url: string
  readonly user?: string
  readonly password?: string
  /** Hosts that are reached directly; their subdomains too. */
  readonly exceptions?: readonly string[]
}

export interface RestClientOptions {
  /** The `URL` property: overrides every host. */
  readonly baseUrl?: string
  readonly organization?: string
  readonly tokenProvider: TokenProvider
  /** `6.0`: requests that want a newer version send this one. */
  readonly apiVersion?: string
  /** Requests in flight at once, 8 when absent. Fewer while the service throttles. */
  readonly maxConcurrency?: number
  /** How long a request may make no progress, 60,000 when absent; 0: for ever. */
  readonly timeoutMs?: number
  /** Absent: what `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say, except for this very machine. */
  readonly proxy?: ProxyOptions
  /** The `SSLServerCert` property: PEM text, the path of a PEM file, or `*` to trust every certificate. */
  readonly serverCertificate?: string
  /** `DEVOPSQL_LIMIT_EXCEEDED` instead of more requests than this for one query. */
  readonly maxRequests?: number
  /** Ask for compressed answers. Absent: yes, except from this very machine, where it costs more than it saves. */
  readonly compress?: boolean
  /** Told what happens; nothing is collected for it when absent. */
  readonly log?: Log | undefined
  readonly now?: () => number
  readonly random?: () => number
  /** Waits; rejects when the signal aborts. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** A connection to one organization as one identity. */
export interface RestClient {
  /** Sends one request under all policies. Resolves only for a 2xx answer with JSON. */
  send(request: RestRequest, context: RequestContext): Promise<RestResponse>
  /** A name for organization and identity together that holds no secret: the same in every process. */
  identity(context: RequestContext): Promise<string>
  /** The last 10,000 requests, without values or secrets. */
  readonly ledger: RequestLedger
  /** What the service last said of its limits, shared by all clients of this organization and identity. */
  readonly rateLimit: RateLimitState
  /** Largest pages that endpoints have granted to this client, by template: a shorter page is the last one. */
  readonly grantedPageSizes: Map<string, number>
  /** Requests that this client may have in flight at once. */
  readonly maxConcurrency: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log?: Log | undefined
  /** Ends requests in flight with `DEVOPSQL_CLOSED`. */
  close(): Promise<void>
}

export interface RestRequest {
  readonly service: Service
  /** Only reads: a POST is a query whose filter doesn't fit a URL (`wiql`, `workitemsbatch`), so all are safe to repeat. */
  readonly method: 'GET' | 'POST'
  /** The path with its holes unfilled: names the request in errors and the ledger, and remembers page sizes. */
  readonly template: string
  /** Below the organization, encoded, without a leading slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly apiVersion: string
  readonly body?: unknown
  /** Dotted path of the array whose length the ledger shows as rows. */
  readonly rows?: string
}

export interface RequestContext {
  /** Closes the socket and ends every wait with `DEVOPSQL_CANCELLED`. */
  readonly signal?: AbortSignal | undefined
  readonly meter?: RequestMeter | undefined
  /** Written into the ledger. */
  readonly queryId?: string | undefined
}

export interface RestResponse {
  readonly status: number
  header(name: string): string | undefined
  readonly body: unknown
  /** Bytes of the body on the wire. */
  readonly bytes: number
}

/** What is known of the service's limits. */
export interface RateLimitState {
  readonly resource: string | undefined
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** Milliseconds since 1970 at which the limit is whole again. */
  readonly resetAt: number | undefined
  /** No request is sent before this time (milliseconds since 1970), where the service said so. */
  readonly blockedUntil: number
  /** Requests that may be in flight at once now. */
  readonly concurrency: number
}

/** A list to be read to its proven end. */
export interface ListRequest extends RestRequest {
  /** Dotted path of the array of rows; empty where the body itself is the one row. */
  readonly rows: string
  readonly paging: Paging
  /** `body`: the parameters of `query` and of paging go into the JSON body, each at its dotted path. */
  readonly parametersIn?: 'query' | 'body'
  /** Identity of a row: proves that nothing was lost between pages and drops repeats. */
  readonly rowKey?: (row: unknown) => string | undefined
  /** A 404 means no rows. */
  readonly missingIsEmpty?: boolean
  /** No more rows than this are wanted, so pages may be smaller. */
  readonly limit?: number
}

export interface RestPage {
  readonly rows: readonly unknown[]
}

/** Work items by WIQL or by id. */
export interface WorkItemRequest {
  /**
   * Path segment of the WIQL request, encoded. It gives macros such as `@project` their meaning; it filters nothing,
   * so the condition names the project too.
   */
  readonly project?: string
  /** Straight to batches, each id once, in this order; conditions, order and top are then not used. */
  readonly ids?: readonly number[]
  /** WIQL conditions as alternatives: the union of their ids, each once. `''` is no condition; absent is `['']`. */
  readonly conditions?: readonly string[]
  /** `[System.ChangedDate] DESC`. Kept unless the result has to be split: see `WorkItemPage.ordered`. */
  readonly orderBy?: string
  /** At most so many ids of each condition, the first by `orderBy`; all of them when the result has to be split. */
  readonly top?: number
  /** The reader may stop early: start with one batch at a time and look further ahead as it goes on. */
  readonly lazy?: boolean
  /** Reference names. Ignored with `relations`: the API takes one or the other, and answers all fields then. */
  readonly fields: readonly string[]
  readonly relations?: boolean
  /** Rows are `{ id }` as WIQL finds them: no batches, so `fields` and `relations` are not used. Not with `ids`. */
  readonly idsOnly?: boolean
  /** More ids than this the service refuses to answer at once (20,000). */
  readonly maxIds: number
  /** Work items of one batch (200). */
  readonly batchSize: number
}

export interface WorkItemPage extends RestPage {
  /** The pages so far follow `orderBy` (or the given ids); false: by id within a condition, and the caller sorts. */
  readonly ordered: boolean
  /** How many ids were asked for: more than rows where items have gone since they were found. */
  readonly asked: number
}
