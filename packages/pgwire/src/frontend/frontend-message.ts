/** How a parameter or column is written: as text, or in the binary form of its type. */
export type Format = 'text' | 'binary'

/** What a client may send before a session has begun. */
export type StartupPacket =
  | { readonly kind: 'ssl-request' }
  | { readonly kind: 'gssenc-request' }
  | {
      readonly kind: 'cancel-request'
      readonly processId: number
      /** 4 bytes in protocol 3.0, up to 256 in 3.2. */
      readonly secretKey: Uint8Array
    }
  | {
      readonly kind: 'startup'
      /** The minor version of protocol 3 that the client asks for. */
      readonly minorVersion: number
      /** `user`, `database`, `application_name` ...; protocol options (`_pq_.`) are included. */
      readonly parameters: ReadonlyMap<string, string>
    }

/** What a client sends as type `p`; the session knows which of the three it waits for. */
export type AuthenticationResponse =
  | { readonly kind: 'password'; readonly password: string }
  | {
      readonly kind: 'sasl-initial-response'
      readonly mechanism: string
      readonly response: Uint8Array | undefined
    }
  | { readonly kind: 'sasl-response'; readonly response: Uint8Array }

/** What a client sends in a session. Bytes in it are its own, no views of a shared buffer. */
export type SessionMessage =
  | { readonly kind: 'query'; readonly sql: string }
  | {
      readonly kind: 'parse'
      readonly statement: string
      readonly sql: string
      /** 0 leaves the type to the server. There may be fewer than parameters. */
      readonly parameterTypes: readonly number[]
    }
  | {
      readonly kind: 'bind'
      readonly portal: string
      readonly statement: string
      readonly parameters: readonly BoundParameter[]
      /** None: all text. One: for every column. Else one for each column. */
      readonly resultFormats: readonly Format[]
    }
  | { readonly kind: 'describe'; readonly target: 'statement' | 'portal'; readonly name: string }
  | { readonly kind: 'close'; readonly target: 'statement' | 'portal'; readonly name: string }
  | {
      readonly kind: 'execute'
      readonly portal: string
      /** 0: no limit. */
      readonly maxRows: number
    }
  | { readonly kind: 'sync' }
  | { readonly kind: 'flush' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'copy-data'; readonly data: Uint8Array }
  | { readonly kind: 'copy-done' }
  | { readonly kind: 'copy-fail'; readonly reason: string }
  | {
      readonly kind: 'function-call'
      readonly functionOid: number
      readonly parameters: readonly BoundParameter[]
      readonly resultFormat: Format
    }

/** A value that a client gives to a statement or function. */
export interface BoundParameter {
  readonly format: Format
  /** Undefined is NULL. */
  readonly bytes: Uint8Array | undefined
}

export type FrontendMessage = StartupPacket | AuthenticationResponse | SessionMessage
