import type { TLSSocket } from 'node:tls'

/** Whose certificate a server showed. */
export interface ServerCertificate {
  readonly subject: string
  readonly issuer: string
  /** The hosts that it is good for. */
  readonly names: readonly string[]
  readonly validFrom: Date
  readonly validTo: Date
}

/** The certificate of the other end; undefined for a resumed session, which shows none. */
export function certificateOf(socket: TLSSocket): ServerCertificate | undefined {
  const shown = socket.getPeerX509Certificate()
  if (shown === undefined) return undefined
  return {
    subject: nameIn(shown.subject),
    issuer: nameIn(shown.issuer),
    names: namesIn(shown.subjectAltName),
    validFrom: new Date(shown.validFrom),
    validTo: new Date(shown.validTo),
  }
}

/** The common name, else the organization, else all of a distinguished name, which is written a part a line. */
function nameIn(distinguished: string | undefined): string {
  const lines = (distinguished ?? '').split('\n')
  const part = (key: string): string | undefined =>
    lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1)
  return part('CN') ?? part('O') ?? lines.join(', ')
}

/** `DNS:dev.azure.com, DNS:*.dev.azure.com, IP Address:127.0.0.1`. */
function namesIn(alternatives: string | undefined): readonly string[] {
  return (alternatives ?? '')
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):(.*)$/.exec(entry)?.[1] ?? [])
}
