import { Readable } from 'node:stream'
import { DevopsqlError } from '@devopsql/errors'
import { problemOf } from './problem.ts'
import type { RowsFormat } from './rows-format.ts'
import type { ServedRows } from './served-rows.ts'

export interface BodyOptions {
  readonly rows: ServedRows
  readonly format: RowsFormat
  readonly queryId: string
  readonly stallMilliseconds: number
  /** Told once, when the body has ended: with the error where it has failed. */
  readonly onEnd: (error: unknown) => void
}

/** The rows as a body that is read as fast as the client takes it, and ends when the client goes. */
export function servedBody(options: BodyOptions): Readable {
  const { rows, format, queryId, stallMilliseconds, onEnd } = options
  let timer: NodeJS.Timeout | undefined
  const watch = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => body.destroy(stalled()), stallMilliseconds)
    timer.unref()
  }
  async function* pieces(): AsyncGenerator<Buffer> {
    let failure: unknown
    try {
      for await (const piece of format.pieces(rows)) {
        if (piece.length === 0) continue
        watch()
        yield bytesOf(piece)
        clearTimeout(timer)
      }
    } catch (error) {
      failure = error
      const last = format.failed(problemOf(error, queryId))
      if (last === undefined) throw error
      if (last.length > 0) yield bytesOf(last)
    } finally {
      clearTimeout(timer)
      await rows.close()
      onEnd(failure)
    }
  }
  const body = Readable.from(pieces(), { objectMode: false, highWaterMark: 64 * 1024 })
  return body
}

function bytesOf(piece: string | Uint8Array): Buffer {
  return typeof piece === 'string'
    ? Buffer.from(piece)
    : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

function stalled(): DevopsqlError {
  return new DevopsqlError('the client takes no more', { code: 'DEVOPSQL_CANCELLED' })
}
