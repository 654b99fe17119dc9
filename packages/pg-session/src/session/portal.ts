import type { Format } from '@devopsql/pgwire'
import type { Outcome, Prepared } from './prepared.ts'
import type { RowStream, Values } from './row-stream.ts'

/** A statement with its values, which is run and read bit by bit. */
export interface Portal {
  readonly prepared: Prepared
  readonly formats: readonly Format[]
  /** Whether it outlives its transaction. */
  readonly isHeld: boolean
  /** Runs it the first time; later gives what that came to. */
  run(): Promise<Outcome>
  /** At most that many rows; undefined at the end. */
  next(most: number): Promise<readonly Values[] | undefined>
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
  let rest: readonly Values[] = []

  const rows = (): RowStream | undefined =>
    outcome?.kind === 'rows' || outcome?.kind === 'copy' ? outcome.rows : undefined

  const nextBatch = async (): Promise<readonly Values[]> => {
    for (;;) {
      const batch = await rows()?.next()
      if (batch === undefined) return []
      if (batch.length > 0) return batch
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
      if (rest.length === 0) rest = await nextBatch()
      if (rest.length === 0) return undefined
      const taken = rest.length <= most ? rest : rest.slice(0, most)
      rest = rest.length <= most ? [] : rest.slice(most)
      return taken
    },
    stop: () => abort.abort(),
    close: async () => {
      abort.abort()
      await rows()?.close()
    },
  }
}
