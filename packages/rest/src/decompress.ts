import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { BrokenBody } from './faults.ts'

/** The bytes of a body without its `content-encoding`. Throws for an encoding that isn't known and for damaged bytes. */
export function decompress(bytes: Buffer, encoding: string | undefined): Buffer {
  switch (encoding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(bytes)
    case 'br':
      return brotliDecompressSync(bytes)
    case 'deflate':
      return inflateSync(bytes)
    case undefined:
    case 'identity':
      return bytes
  }
  throw new BrokenBody(`the encoding ${encoding ?? ''} was not asked for`)
}
