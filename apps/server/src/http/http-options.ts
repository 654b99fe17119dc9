import type { Host } from '../host.ts'
import type { Log } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

/** What the HTTP server works with. */
export interface HttpOptions {
  readonly host: Host
  readonly log: Log
  readonly metrics: Metrics
  readonly metricsAccess: 'public' | 'authenticated' | 'off'
  readonly bodyBytes: number
  readonly tls: TlsMaterial | undefined
  /** Only requests for this machine by name: nobody signs in, and a web page could have its own name point here. */
  readonly loopbackNamesOnly: boolean
  /** Whether new work is taken. */
  readonly isReady: () => boolean
  /** How long a client may take nothing of its answer. */
  readonly stallMilliseconds: number
  /** How long a client may take for the headers of a request; its body may take twice as long. */
  readonly headersMilliseconds: number
}

export interface TlsMaterial {
  readonly cert: string
  readonly key: string
  readonly passphrase: string | undefined
}
