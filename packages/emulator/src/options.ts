import { DevopsqlError } from '@devopsql/errors'
import type { Fault } from './faults.ts'
import type { RateLimit } from './rate-limit.ts'
import { type AcceptToken, acceptOnly } from './token-verdict.ts'
import { defaultVariants, type Variants } from './variants.ts'
import type { Visitor } from './visitor.ts'

/** What an emulated organization holds and how it behaves. */
export interface EmulatorOptions {
  /** `S`, the default: 2,000 work items. `M`: 250,000 work items in 60 projects. */
  readonly size?: 'S' | 'M'
  /** Equal seeds give equal bytes. Default 1. */
  readonly seed?: number
  /** Default 0: any free port. */
  readonly port?: number
  /** Waiting time before every answer. Default 0. */
  readonly latencyMs?: number
  /** Row counts by table name that replace those of the size, such as `{ Teams: 1001 }`. */
  readonly rows?: Readonly<Record<string, number>>
  /** The token that is accepted, as a PAT and as a bearer token. Default `emulator-pat`. */
  readonly token?: string
  /** Looks at the `Authorization` header of each request instead of comparing it with `token`. */
  readonly accepts?: AcceptToken
  /** Who an `Authorization` header is of. Undefined, as by default: the owner, who sees everything. */
  readonly visitor?: (authorization: string) => Visitor | undefined
  readonly faults?: readonly Fault[]
  readonly variants?: Partial<Variants>
  /** Default `contoso`. */
  readonly organization?: string
  /** Id of the Entra tenant that the organization belongs to. Default zeros: one of personal accounts. */
  readonly tenant?: string
  /** The newest date in the data, as an ISO date. Default `2026-11-01T00:00:00Z`. */
  readonly now?: string
  /** Absent: requests are neither counted nor delayed. */
  readonly rateLimit?: RateLimit
  /** Keep every good answer and serve it from memory when the same request comes again. Default false. */
  readonly memoize?: boolean
}

export interface ResolvedOptions {
  readonly size: 'S' | 'M'
  readonly seed: number
  readonly port: number
  readonly latencyMs: number
  readonly rows: Readonly<Record<string, number>>
  readonly token: string
  readonly accepts: AcceptToken
  readonly visitor: (authorization: string) => Visitor | undefined
  readonly faults: readonly Fault[]
  readonly variants: Variants
  readonly organization: string
  readonly tenant: string
  /** Milliseconds. */
  readonly now: number
  readonly rateLimit: RateLimit | undefined
  readonly memoize: boolean
}

export function resolveOptions(options: EmulatorOptions): ResolvedOptions {
  const text = options.now ?? '2026-11-01T00:00:00Z'
  const now = Date.parse(text)
  if (Number.isNaN(now)) {
    throw new DevopsqlError(`now=${text} is not a date`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'Give an ISO date such as 2026-11-01T00:00:00Z.',
    })
  }
  return {
    size: options.size ?? 'S',
    seed: options.seed ?? 1,
    port: options.port ?? 0,
    latencyMs: options.latencyMs ?? 0,
    rows: options.rows ?? {},
    token: options.token ?? 'emulator-pat',
    accepts: options.accepts ?? acceptOnly(options.token ?? 'emulator-pat'),
    visitor: options.visitor ?? (() => undefined),
    faults: options.faults ?? [],
    variants: { ...defaultVariants, ...options.variants },
    organization: options.organization ?? 'contoso',
    tenant: options.tenant ?? '00000000-0000-0000-0000-000000000000',
    now,
    rateLimit: options.rateLimit,
    memoize: options.memoize ?? false,
  }
}
