import { protocolViolation } from '../protocol-violation.ts'
import type {
  AuthenticationResponse,
  FrontendMessage,
  SessionMessage,
  StartupPacket,
} from './frontend-message.ts'
import {
  type AuthenticationStep,
  parseAuthenticationResponse,
} from './parse-authentication-response.ts'
import { parseSessionMessage, sessionMessageType } from './parse-session-message.ts'
import { parseStartupPacket } from './parse-startup-packet.ts'

/** What the session expects next: the same first byte means different things. */
export type Expected = 'startup' | AuthenticationStep | 'session'

/** What a parser refuses as too long. */
export interface ParserLimits {
  /** Most bytes of a message that carries SQL, parameters or data. */
  readonly messageBytes: number
}

const defaultLimits: ParserLimits = { messageBytes: 16 * 1024 * 1024 }
// PostgreSQL's own limits: of a startup packet, a password or token, and messages that only carry a name.
const startupBytes = 10_000
const authenticationBytes = 65_535
const shortMessageBytes = 10_000
const passwordType = 0x70

interface Frame {
  /** Bytes before the body. */
  readonly header: number
  readonly total: number
  readonly parse: (body: Uint8Array) => FrontendMessage
}

/**
 * Takes what a client sends, cut anywhere, and gives its messages one by one. It holds at most the bytes pushed and
 * not yet read, so a caller that reads until undefined before it pushes again holds at most one message.
 */
export class FrontendParser {
  readonly #limits: ParserLimits
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  #isOwn = true
  #failure: Error | undefined
  #lastType: string | undefined

  constructor(limits: ParserLimits = defaultLimits) {
    this.#limits = limits
  }

  /** Bytes that belong to no message read so far. After an SSLRequest there must be none: they were not encrypted. */
  get bufferedBytes(): number {
    return this.#end - this.#start
  }

  /**
   * Whether the place of the next message is lost, so that the connection has to end. After any other error the
   * malformed message is passed, and reading goes on behind it.
   */
  get isBroken(): boolean {
    return this.#failure !== undefined
  }

  /** The type of the message read last, as the letter that it began with: also of one that was malformed. */
  get lastType(): string | undefined {
    return this.#lastType
  }

  /** Adds what has arrived. The chunk must not change before `next` has given undefined. */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined || chunk.length === 0) return
    if (this.bufferedBytes > 0) {
      this.#append(chunk)
      return
    }
    this.#bytes = chunk
    this.#start = 0
    this.#end = chunk.length
    this.#isOwn = false
  }

  /**
   * The next message, or undefined where its bytes haven't all arrived. A malformed message throws once and is passed;
   * an unknown or too long one throws now and on every later call, as soon as its first bytes are there.
   */
  next(expected: 'startup'): StartupPacket | undefined
  next(expected: AuthenticationStep): AuthenticationResponse | undefined
  next(expected: 'session'): SessionMessage | undefined
  next(expected: Expected): FrontendMessage | undefined
  next(expected: Expected): FrontendMessage | undefined {
    if (this.#failure !== undefined) throw this.#failure
    const frame = this.#frame(expected)
    if (frame === undefined || this.bufferedBytes < frame.total) {
      this.#keep()
      return undefined
    }
    this.#lastType =
      expected === 'startup' ? undefined : String.fromCharCode(this.#bytes[this.#start] ?? 0)
    const body = this.#bytes.subarray(this.#start + frame.header, this.#start + frame.total)
    this.#start += frame.total
    return frame.parse(body)
  }

  #frame(expected: Expected): Frame | undefined {
    try {
      if (expected === 'startup') return this.#startupFrame()
      return this.bufferedBytes === 0 ? undefined : this.#messageFrame(expected)
    } catch (error) {
      this.#failure = error as Error
      this.#drop()
      throw error
    }
  }

  #startupFrame(): Frame | undefined {
    if (this.bufferedBytes < 4) return undefined
    const length = this.#length(this.#start, {
      least: 8,
      most: startupBytes,
      name: 'startup packet',
    })
    return { header: 4, total: length, parse: parseStartupPacket }
  }

  #messageFrame(expected: AuthenticationStep | 'session'): Frame | undefined {
    const code = this.#bytes[this.#start] ?? 0
    const { name, most, parse } =
      expected === 'session' ? this.#sessionFrame(code) : authenticationFrame(expected, code)
    if (this.bufferedBytes < 5) return undefined
    const length = this.#length(this.#start + 1, { least: 4, most, name })
    return { header: 5, total: length + 1, parse }
  }

  #sessionFrame(code: number): { name: string; most: number; parse: Frame['parse'] } {
    const type = sessionMessageType(code)
    if (type === undefined) {
      const hex = code.toString(16).padStart(2, '0')
      throw protocolViolation(`unexpected message of type 0x${hex}`)
    }
    const most = type.isLong ? this.#limits.messageBytes : shortMessageBytes
    return {
      name: `${type.name} message`,
      most,
      parse: (body) => parseSessionMessage(type, body),
    }
  }

  #length(at: number, bounds: { least: number; most: number; name: string }): number {
    const length = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, 4).getInt32(0)
    if (length < bounds.least) throw protocolViolation(`${bounds.name} has the length ${length}`)
    if (length > bounds.most) {
      throw protocolViolation(
        `${bounds.name} of ${length} bytes is longer than the ${bounds.most} allowed`,
      )
    }
    return length
  }

  /** Copies the rest of a chunk that belongs to the caller, and lets go of a buffer that is empty. */
  #keep(): void {
    if (this.bufferedBytes === 0) {
      this.#drop()
      return
    }
    if (this.#isOwn) return
    this.#own(this.bufferedBytes)
  }

  #append(chunk: Uint8Array): void {
    const needed = this.bufferedBytes + chunk.length
    // Doubling keeps a message that arrives byte by byte from being copied each time.
    if (!this.#isOwn || this.#end + chunk.length > this.#bytes.length) {
      this.#own(Math.max(needed, this.bufferedBytes * 2))
    }
    this.#bytes.set(chunk, this.#end)
    this.#end += chunk.length
  }

  #own(capacity: number): void {
    const own = new Uint8Array(capacity)
    own.set(this.#bytes.subarray(this.#start, this.#end))
    this.#end -= this.#start
    this.#start = 0
    this.#bytes = own
    this.#isOwn = true
  }

  #drop(): void {
    this.#bytes = new Uint8Array(0)
    this.#start = 0
    this.#end = 0
    this.#isOwn = true
  }
}

function authenticationFrame(
  step: AuthenticationStep,
  code: number,
): { name: string; most: number; parse: Frame['parse'] } {
  if (code !== passwordType) {
    const hex = code.toString(16).padStart(2, '0')
    throw protocolViolation(
      `expected a ${step.replaceAll('-', ' ')}, got a message of type 0x${hex}`,
    )
  }
  return {
    name: `${step.replaceAll('-', ' ')} message`,
    most: authenticationBytes,
    parse: (body) => parseAuthenticationResponse(step, body),
  }
}
