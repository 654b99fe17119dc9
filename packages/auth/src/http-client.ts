/** One request to an identity service. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal | undefined
  /** Past every proxy, for addresses that exist on this machine's own network only. */
  readonly direct?: boolean
  /** How long there may be no progress; what the client is set to when absent. */
  readonly timeoutMs?: number
}

export interface HttpAnswer {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Sends one request and gives whatever is answered; never follows a redirect. Rejects where no answer came. */
export type HttpClient = (request: HttpRequest) => Promise<HttpAnswer>
