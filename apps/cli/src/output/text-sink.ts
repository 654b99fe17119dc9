import type { OutputStream } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'

/** Somewhere that text goes, at the speed at which it is taken. */
export interface TextSink {
  /** False once nobody reads any more: `devopsql query … | head`. */
  write(text: string): Promise<boolean>
}

/** A sink over a stream; a closed pipe is an end, not a failure. `beforeWrite` runs ahead of each piece. */
export function streamSink(stream: OutputStream, beforeWrite: () => void = () => {}): TextSink {
  return {
    async write(text) {
      if (text === '') return stream.writable
      if (!stream.writable) return false
      beforeWrite()
      return written(stream, text)
    },
  }
}

function written(stream: OutputStream, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) return resolve(true)
      if (isClosedPipe(error)) return resolve(false)
      reject(notTaken(error))
    })
  })
}

function notTaken(error: Error): Error {
  const reason = 'code' in error ? ` (${String(error.code)})` : ''
  const hint = 'See that there is room where standard output goes.'
  return usageError(`standard output takes no more${reason}`, hint, error)
}

function isClosedPipe(error: Error): boolean {
  return (
    'code' in error &&
    (error.code === 'EPIPE' ||
      error.code === 'ERR_STREAM_DESTROYED' ||
      error.code === 'ERR_STREAM_WRITE_AFTER_END')
  )
}
