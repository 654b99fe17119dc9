import { once } from 'node:events'
import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'

/** What goes on with a client, encrypted or not. */
export interface ClientStream {
  /** Resolves when more may be written, and when the client is gone. */
  write(bytes: Uint8Array): Promise<void>
  readonly isEncrypted: boolean
  /** Puts TLS on top; all that follows goes through it. Rejects where it comes to nothing. */
  startTls(): Promise<void>
  /** Closes behind what was written. */
  end(): void
  destroy(): void
}

export interface ClientStreamOptions {
  readonly secureContext: SecureContext | undefined
  /** How long a client may leave what was sent to it unread. */
  readonly stallMilliseconds: number
  /** Undefined: more may come. Else it waits. */
  readonly onData: (chunk: Uint8Array) => Promise<void> | undefined
  /** Called once. */
  readonly onGone: () => void
}

const protocol = 'postgresql'
const tlsHandshake = 0x16
// Clients end a connection by closing it; what is sent after that, nobody reads.
const lingerMilliseconds = 5000

/** Reads and writes a socket. A client that begins with TLS at once is given it. */
export function createClientStream(socket: Socket, options: ClientStreamOptions): ClientStream {
  let stream: Socket = socket
  let isGone = false
  let drained: (() => void) | undefined

  const wake = (): void => {
    drained?.()
    drained = undefined
  }
  const gone = (): void => {
    if (isGone) return
    isGone = true
    wake()
    socket.destroy()
    options.onGone()
  }
  const onData = (chunk: Uint8Array): void => {
    const waiting = options.onData(chunk)
    if (waiting === undefined) return
    const reading = stream
    reading.pause()
    void waiting.then(() => reading.resume())
  }
  const attach = (to: Socket): void => {
    stream = to
    to.on('data', onData)
    to.on('drain', wake)
    // An error is followed by close.
    to.on('error', () => undefined)
    to.once('close', gone)
    to.once('end', gone)
  }
  const detach = (): void => {
    stream.off('data', onData)
    stream.off('drain', wake)
    stream.off('end', gone)
    stream.off('close', gone)
    socket.once('close', gone)
  }
  const encrypt = async (isDirect: boolean): Promise<void> => {
    const { secureContext } = options
    if (secureContext === undefined) throw new Error('TLS was begun without a certificate')
    detach()
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext,
      ALPNProtocols: [protocol],
    })
    attach(secured)
    await Promise.race([once(secured, 'secure'), once(secured, 'close').then(noTls)])
    // Without it another server's traffic could be turned to this one.
    if (isDirect && secured.alpnProtocol !== protocol) noTls()
  }
  socket.once('data', (chunk: Buffer) => {
    if (chunk[0] !== tlsHandshake || options.secureContext === undefined) {
      attach(socket)
      onData(chunk)
      return
    }
    socket.pause()
    socket.unshift(chunk)
    void encrypt(true).catch(gone)
  })
  socket.on('error', () => undefined)
  socket.once('close', gone)

  return {
    get isEncrypted() {
      return stream !== socket
    },
    write: async (bytes) => {
      if (isGone || stream.write(bytes)) return
      const timer = setTimeout(gone, options.stallMilliseconds)
      await new Promise<void>((resolve) => {
        drained = resolve
      })
      clearTimeout(timer)
    },
    startTls: async () => encrypt(false),
    end: () => {
      if (isGone) return
      stream.end()
      setTimeout(gone, lingerMilliseconds).unref()
    },
    destroy: gone,
  }
}

function noTls(): never {
  throw new Error('the TLS handshake came to nothing')
}
