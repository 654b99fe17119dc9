/** One request as it went over the wire. */
export interface LedgerEntry {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly method: string
  readonly template: string
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly milliseconds: number
  readonly bytes: number
  readonly rows: number
  /** Time that the service says it held the request back, and that we waited before it. */
  readonly throttledMs: number
  /** 1 for the first try. */
  readonly attempt: number
  readonly queryId: string | undefined
}

/** The last requests, oldest first. */
export interface RequestLedger {
  entries(): readonly LedgerEntry[]
}

export interface WritableLedger extends RequestLedger {
  add(entry: LedgerEntry): void
}

/** A ledger that forgets the oldest entry beyond `capacity`. */
export function createRequestLedger(capacity: number): WritableLedger {
  const ring: LedgerEntry[] = []
  let next = 0
  return {
    add(entry) {
      ring[next] = entry
      next = (next + 1) % capacity
    },
    entries: () =>
      ring.length < capacity ? ring.slice() : [...ring.slice(next), ...ring.slice(0, next)],
  }
}
