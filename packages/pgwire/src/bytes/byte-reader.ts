import { DevopsqlError } from '@devopsql/errors'
import { protocolViolation } from '../protocol-violation.ts'

// A byte order mark inside a value is part of the value.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads the fields of one message or value, big-endian. Each read throws where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #what: string
  #offset = 0

  /** `what` names the bytes in errors: `bind message`. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#what = what
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  int16(): number {
    return this.#view.getInt16(this.#take(2))
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2))
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4))
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4))
  }

  int64(): bigint {
    return this.#view.getBigInt64(this.#take(8))
  }

  float32(): number {
    return this.#view.getFloat32(this.#take(4))
  }

  float64(): number {
    return this.#view.getFloat64(this.#take(8))
  }

  /** A view of the next bytes, not a copy. */
  view(length: number): Uint8Array {
    const start = this.#take(length)
    return this.#bytes.subarray(start, start + length)
  }

  /** A copy of the next bytes, which outlives the buffer that they came in. */
  copy(length: number): Uint8Array {
    return new Uint8Array(this.view(length))
  }

  /** UTF-8 text of that many bytes. */
  text(length: number): string {
    return decodeUtf8(this.view(length))
  }

  /** UTF-8 text up to a zero byte. */
  cString(): string {
    const end = this.#bytes.indexOf(0, this.#offset)
    if (end === -1) throw protocolViolation(`${this.#what} has a string without an end`)
    const text = this.text(end - this.#offset)
    this.#offset = end + 1
    return text
  }

  /** Throws where bytes are left over. */
  end(): void {
    if (this.remaining > 0) {
      throw protocolViolation(`${this.#what} has ${this.remaining} bytes too many`)
    }
  }

  #take(length: number): number {
    const start = this.#offset
    if (length < 0 || length > this.remaining) {
      throw protocolViolation(`${this.#what} ends too early`)
    }
    this.#offset = start + length
    return start
  }
}

/** Text of UTF-8 bytes; bytes that are none are an error with code `DEVOPSQL_INVALID_VALUE`. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new DevopsqlError('text is not valid UTF-8', { code: 'DEVOPSQL_INVALID_VALUE', cause })
  }
}
