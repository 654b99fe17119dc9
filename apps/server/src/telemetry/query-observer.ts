import type { QueryStats } from 'devopsql'

/** A query that begins. Holds nothing of its text. */
export interface QueryFacts {
  readonly queryId: string
  readonly user: string
  readonly protocol: 'http' | 'postgres'
}

export interface QueryEnd {
  readonly outcome: 'done' | 'partial' | 'cancelled' | 'limited' | 'failed'
  /** Of the error. */
  readonly code?: string | undefined
  /** Which limit refused it. */
  readonly limit?: string | undefined
  readonly stats: Pick<QueryStats, 'rows' | 'requests' | 'throttledMs' | 'elapsedMs'>
}

/** Is told that a query begins, and gives what is to be told of its end. */
export type ObserveQuery = (facts: QueryFacts) => (end: QueryEnd) => void

/** Tells several. */
export function observeAll(observers: readonly ObserveQuery[]): ObserveQuery {
  return (facts) => {
    const ends = observers.map((observe) => observe(facts))
    return (end) => {
      for (const tell of ends) tell(end)
    }
  }
}
