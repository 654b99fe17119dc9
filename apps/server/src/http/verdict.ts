import type { QueryStats } from 'devopsql'
import { type Static, Type } from 'typebox'

/** What is told at the end of the rows. */
export const verdictSchema = Type.Object({
  complete: Type.Boolean({ description: 'Whether every row is there.' }),
  missing: Type.Array(
    Type.Object({ table: Type.String(), part: Type.String(), reason: Type.String() }),
    { description: 'What the rows lack, and why.' },
  ),
  stats: Type.Object({
    rows: Type.Integer(),
    requests: Type.Integer(),
    bytes: Type.Integer(),
    elapsedMs: Type.Integer(),
    throttledMs: Type.Integer(),
  }),
})

export type Verdict = Static<typeof verdictSchema>

export function verdictOf(stats: QueryStats): Verdict {
  const { complete, missing, rows, requests, bytes, elapsedMs, throttledMs } = stats
  return {
    complete,
    missing: missing.map(({ table, part, reason }) => ({ table, part, reason })),
    stats: { rows, requests, bytes, elapsedMs, throttledMs },
  }
}
