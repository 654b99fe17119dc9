/** What TLS says of a connection. */
export interface TlsFacts {
  /** The hash of the server's certificate as `tls-server-end-point` (RFC 5929) has it, where SCRAM may bind to it. */
  readonly certificateHash?: Uint8Array | undefined
}

/** The other side of a session: whatever carries its bytes. */
export interface Transport {
  /** Where the client is, for logs. */
  readonly address: string
  /** Whether the bytes don't leave the machine. */
  readonly isLoopback: boolean
  /** Undefined while it isn't encrypted. */
  readonly tls?: TlsFacts | undefined
  /** Encrypts what follows, after the session has agreed to it. Absent: encryption is not offered. */
  startTls?(): Promise<TlsFacts>
  /** Resolves when more may be written, and also when the client is gone. */
  write(bytes: Uint8Array): Promise<void>
  /** Closes the connection behind what was written. */
  end(): void
}
