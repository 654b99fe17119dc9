import type { Format } from '@devopsql/pgwire'
import type { Outcome, Prepared } from './prepared.ts'
import type { RowRange, RowStream } from './row-stream.ts'

/** A statement with its values, which is run and read bit by bit. */
export interface Portal {
  readonly prepared: Prepared
  readonly formats: readonly Format[]
  /** Whether it outlives its transaction. */
  readonly isHeld: boolean
  /** Runs it the first time; later gives what that came to. */
  run(): Promise<Outcome>
  /** At most that many rows; undefined at the end. */
  next(most: number): Promise<RowRange | undefined>
  /** Stops what it runs. It may outlast many Executes, each of which can be cancelled. */
  stop(): void
  close(): Promise<void>
}

export interface PortalInput {
  readonly prepared: Prepared
  readonly values: readonly unknown[]
  readonly formats: readonly Format[]
  readonly isHeld?: boolean
}

export function createPortal({ prepared, values, formats, isHeld = false }: PortalInput): Portal {
  const abort = new AbortController()
  let outcome: Outcome | undefined
  let rest: RowRange | undefined

  const rows = (): RowStream | undefined =>
    outcome?.kind === 'rows' || outcome?.kind === 'copy' ? outcome.rows : undefined

  const nextRange = async (): Promise<RowRange | undefined> => {
    for (;;) {
      const range = await rows()?.next()
      if (range === undefined || range.end > range.start) return range
    }
  }
  return {
    prepared,
    formats,
    isHeld,
    run: async () => {
      outcome ??= await prepared.run(values, { signal: abort.signal })
      return outcome
    },
    next: async (most) => {
      const range = rest ?? (await nextRange())
      rest = undefined
      if (range === undefined || range.end - range.start <= most) return range
      const middle = range.start + most
      rest = { ...range, start: middle }
      return { ...range, end: middle }
    },
    stop: () => abort.abort(),
    close: async () => {
      abort.abort()
      await rows()?.close()
    },
  }
}
