/** Accounting of throughput units, as the service describes it. */
export interface RateLimit {
  /** Units in a window before requests are delayed. Default 200. */
  readonly tstu?: number
  /** Length of the sliding window. Default 300 seconds. */
  readonly windowSeconds?: number
  /** Units that one request costs. What a request really costs is not public. Default 1. (assumed) */
  readonly costPerRequest?: number
  /** The longest delay of one request. Default 30 seconds. */
  readonly maxDelaySeconds?: number
  /** Use, as a multiple of the limit, from which requests are blocked with 429. Default 1.5. (assumed) */
  readonly blockAt?: number
}

interface Charge {
  readonly headers: Readonly<Record<string, string>>
  readonly delayMilliseconds: number
  readonly isBlocked: boolean
  readonly retryAfter: number
}

export interface RateLimiter {
  charge(nowMilliseconds: number): Charge
}

const free: Charge = { headers: {}, delayMilliseconds: 0, isBlocked: false, retryAfter: 0 }

// 200 TSTU per user in five minutes; over it requests are delayed by up to 30 seconds and still answered 200, and in the
// end blocked; headers start before that. (docs/integrate/concepts/rate-limits.md)
export function createRateLimiter(options: RateLimit): RateLimiter {
  const limit = options.tstu ?? 200
  const window = (options.windowSeconds ?? 300) * 1_000
  const cost = options.costPerRequest ?? 1
  const maxDelay = options.maxDelaySeconds ?? 30
  const blockAt = (options.blockAt ?? 1.5) * limit
  let spent: number[] = []
  return {
    charge(now) {
      spent = spent.filter((instant) => instant > now - window)
      const used = (spent.length + 1) * cost
      // Headers come from 80 % of the limit on. (assumed; the service only says: before throttling starts)
      if (used < 0.8 * limit) {
        spent.push(now)
        return free
      }
      const oldest = spent[0] ?? now
      const reset = Math.ceil((oldest + window) / 1_000)
      const isBlocked = used > blockAt
      if (!isBlocked) spent.push(now)
      const over = Math.max(0, used - limit)
      const delay = isBlocked || over === 0 ? 0 : Math.min(maxDelay, (over / limit) * maxDelay)
      const retryAfter = isBlocked
        ? Math.max(1, reset - Math.floor(now / 1_000))
        : Math.max(1, Math.ceil(delay))
      const headers: Record<string, string> = {
        'x-ratelimit-resource': 'Core',
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, Math.floor(limit - used))),
        'x-ratelimit-reset': String(reset),
        ...(delay > 0 ? { 'x-ratelimit-delay': delay.toFixed(3) } : {}),
        ...(delay > 0 || isBlocked ? { 'retry-after': String(retryAfter) } : {}),
      }
      return { headers, delayMilliseconds: delay * 1_000, isBlocked, retryAfter }
    },
  }
}
