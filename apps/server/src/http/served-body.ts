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
  /** Told once, when nothing of the rows is held any more. */
  readonly onClose: () => void
}

export interface ServedBody {
  readonly body: Readable
  /** Whether every row has been given: the verdict of a body that has ended. */
  isComplete(): boolean
}

/** The rows as a body that is read as fast as the client takes it, and ends when the client goes. */
export function servedBody(options: BodyOptions): ServedBody {
  const { rows, format, queryId, stallMilliseconds, onClose } = options
  let timer: NodeJS.Timeout | undefined
  let isComplete = false
  const watch = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => body.destroy(stalled()), stallMilliseconds)
    timer.unref()
  }
  async function* pieces(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of format.pieces(rows)) {
        if (piece.length === 0) continue
        watch()
        yield bytesOf(piece)
        clearTimeout(timer)
      }
      isComplete = rows.verdict().complete
    } catch (error) {
      const last = format.failed(problemOf(error, queryId))
      if (last === undefined) throw error
      if (last.length > 0) yield bytesOf(last)
    }
  }
  const body = Readable.from(pieces(), { objectMode: false, highWaterMark: 64 * 1024 })
  // Also of a body of which nobody has begun to read, because the client had gone by then.
  body.once('close', () => {
    clearTimeout(timer)
    void rows.close().then(onClose, onClose)
  })
  return { body, isComplete: () => isComplete }
}

function bytesOf(piece: string | Uint8Array): Buffer {
  return typeof piece === 'string'
    ? Buffer.from(piece)
    : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

function stalled(): DevopsqlError {
  return new DevopsqlError('the client takes no more', { code: 'DEVOPSQL_CANCELLED' })
}
