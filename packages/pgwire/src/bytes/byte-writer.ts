import { DevopsqlError } from '@devopsql/errors'

const utf8 = new TextEncoder()
const initialCapacity = 16_384
// As in PostgreSQL: a message and a value are smaller than 1 GB, which every client takes.
const largestMessage = 0x3fff_ffff
// Below this length a loop over the characters is quicker than the call of the encoder.
const shortText = 48
// Beyond this length three bytes for each character, which is what a text can need, are too many to set aside.
const longText = 65_536
const mostExpected = 1_048_576
// The largest safe integer has 16 digits, which are written in two parts of 32 bits.
const mostDigits = 17
const halfOfDigits = 1_000_000_000

/**
 * Writes messages one after the other into one buffer that grows, big-endian.
 * `take` hands over what was written; a writer lives as long as its connection.
 */
export class ByteWriter {
  #bytes = new Uint8Array(0)
  #view = new DataView(this.#bytes.buffer)
  #length = 0
  /** The size of the buffer that was taken last: the next one grows to about that, and needn't do so step by step. */
  #before = 0

  /** Bytes written and not taken. */
  get length(): number {
    return this.#length
  }

  /** What was written since the last `take`. The writer begins a new buffer, so the bytes stay as they are. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#before = Math.min(this.#bytes.length, mostExpected)
    this.#bytes = new Uint8Array(0)
    this.#view = new DataView(this.#bytes.buffer)
    this.#length = 0
    return taken
  }

  /** Forgets what was written behind `length`: a message that failed half-way. */
  truncate(length: number): void {
    this.#length = Math.min(length, this.#length)
  }

  uint8(value: number): void {
    const at = this.#reserve(1)
    this.#view.setUint8(at, value)
  }

  int16(value: number): void {
    const at = this.#reserve(2)
    this.#view.setInt16(at, value)
  }

  /** Also for unsigned values, such as object identifiers. */
  int32(value: number): void {
    const at = this.#reserve(4)
    this.#view.setInt32(at, value)
  }

  int64(value: bigint): void {
    const at = this.#reserve(8)
    this.#view.setBigInt64(at, value)
  }

  float32(value: number): void {
    const at = this.#reserve(4)
    this.#view.setFloat32(at, value)
  }

  float64(value: number): void {
    const at = this.#reserve(8)
    this.#view.setFloat64(at, value)
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length)
    this.#bytes.set(value, at)
  }

  /** UTF-8 without length or end; a half of a surrogate pair becomes U+FFFD. */
  text(value: string): void {
    if (value.length > longText) {
      this.bytes(utf8.encode(value))
      return
    }
    const most = value.length * 3
    const start = this.#reserve(most)
    if (value.length <= shortText && this.#ascii(value, start)) {
      this.#length = start + value.length
      return
    }
    this.#length = start + utf8.encodeInto(value, this.#bytes.subarray(start)).written
  }

  /** The decimal digits of a safe integer, which JavaScript would make a string of first. */
  integer(value: number): void {
    const size = Math.abs(value)
    const start = this.#reserve(mostDigits)
    let end = start
    if (value < 0) this.#bytes[end++] = 0x2d
    if (size < halfOfDigits) {
      end = this.#digits(size, end, digitCount(size))
    } else {
      const low = size % halfOfDigits
      const high = (size - low) / halfOfDigits
      end = this.#digits(high, end, digitCount(high))
      end = this.#digits(low, end, 9)
    }
    this.#length = end
  }

  /** The digits of a safe integer whose last `places`, no more than nine, stand behind the point. */
  decimal(value: number, places: number): void {
    if (places === 0) {
      this.integer(value)
      return
    }
    const scale = 10 ** places
    const size = Math.abs(value)
    const fraction = size % scale
    if (value < 0) this.uint8(0x2d)
    this.integer((size - fraction) / scale)
    this.uint8(0x2e)
    const start = this.#reserve(places)
    this.#digits(fraction, start, places)
  }

  /** UTF-8 with a zero byte behind it; a zero inside, which would end it early, becomes U+FFFD. */
  cString(value: string): void {
    this.text(value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value)
    this.uint8(0)
  }

  /** Begins a message: its type and a length to be filled in. Gives the mark that `endMessage` needs. */
  beginMessage(type: number): number {
    this.uint8(type)
    return this.#reserve(4)
  }

  /** The length of a message counts itself. */
  endMessage(mark: number): void {
    this.#view.setInt32(mark, this.#checkedLength(this.#length - mark))
  }

  /** Begins a value with its length before it. Gives the mark that `endValue` needs. */
  beginValue(): number {
    return this.#reserve(4)
  }

  /** The length of a value doesn't count itself. */
  endValue(mark: number): void {
    this.#view.setInt32(mark, this.#checkedLength(this.#length - mark - 4))
  }

  #checkedLength(length: number): number {
    if (length > largestMessage) {
      throw new DevopsqlError('a row or message of 1 GB and more does not fit the protocol', {
        code: 'DEVOPSQL_LIMIT_EXCEEDED',
        hint: 'Select fewer columns, or cut long texts with left().',
      })
    }
    return length
  }

  #digits(value: number, start: number, count: number): number {
    const bytes = this.#bytes
    let rest = value
    for (let at = start + count - 1; at >= start; at--) {
      const tenth = (rest / 10) | 0
      bytes[at] = 0x30 + rest - tenth * 10
      rest = tenth
    }
    return start + count
  }

  #ascii(value: string, start: number): boolean {
    const bytes = this.#bytes
    for (let index = 0; index < value.length; index++) {
      const unit = value.charCodeAt(index)
      if (unit > 0x7f) return false
      bytes[start + index] = unit
    }
    return true
  }

  #reserve(size: number): number {
    const start = this.#length
    const end = start + size
    if (end > this.#bytes.length) this.#grow(end)
    this.#length = end
    return start
  }

  #grow(needed: number): void {
    const expected = this.#bytes.length === 0 ? this.#before : this.#bytes.length * 2
    const grown = new Uint8Array(Math.max(needed, expected, initialCapacity))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}

function digitCount(value: number): number {
  let count = 1
  for (let least = 10; value >= least; least *= 10) count++
  return count
}
