/** What the server settles on with a client. */
export interface NegotiatedProtocol {
  /** The minor version of protocol 3 that both go on with. */
  readonly minorVersion: number
  /** Protocol options of the client that the server doesn't know. */
  readonly unknownOptions: readonly string[]
  /** Whether the client must be told, by NegotiateProtocolVersion, before it is asked to authenticate. */
  readonly differs: boolean
}

const newestMinor = 2

/** The newest minor version that both know, and the options (`_pq_.` and a name) that only the client knows. */
export function negotiateProtocol(startup: {
  readonly minorVersion: number
  readonly parameters: ReadonlyMap<string, string>
}): NegotiatedProtocol {
  const minorVersion = Math.min(startup.minorVersion, newestMinor)
  const unknownOptions = [...startup.parameters.keys()].filter((name) => name.startsWith('_pq_.'))
  return {
    minorVersion,
    unknownOptions,
    differs: minorVersion !== startup.minorVersion || unknownOptions.length > 0,
  }
}
