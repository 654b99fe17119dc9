import type { Refusal } from '@devopsql/engine'
import { scopeFor } from '@devopsql/rest'
import { microseconds } from './microseconds.ts'

/** What the service has refused on one connection: the rows of `sys_inaccessible`. */
export interface RefusalRecord {
  readonly add: (refusal: Refusal) => void
  readonly rows: () => readonly unknown[]
}

// A fan-out over rows that are all refused must not fill the memory.
const maximumParts = 10_000

export function createRefusalRecord(now: () => number = Date.now): RefusalRecord {
  const parts = new Map<string, RefusedPart>()
  return {
    add: (refusal) => {
      const key = JSON.stringify([refusal.table, refusal.part])
      const times = (parts.get(key)?.times ?? 0) + 1
      if (times === 1 && parts.size >= maximumParts) return
      parts.set(key, { refusal, times, lastAt: now() })
    },
    rows: () => [...parts.values()].map(rowOf),
  }
}

interface RefusedPart {
  readonly refusal: Refusal
  readonly times: number
  /** Milliseconds since 1970. */
  readonly lastAt: number
}

function rowOf({ refusal, times, lastAt }: RefusedPart): unknown {
  const { table, part, template, error } = refusal
  return {
    TableName: table,
    Part: part,
    Template: template,
    Scope: scopeFor(template) ?? null,
    Code: error.code,
    Reason: error.detail ?? error.message,
    Hint: error.hint ?? null,
    Times: times,
    LastRefusedAt: microseconds(lastAt),
  }
}
