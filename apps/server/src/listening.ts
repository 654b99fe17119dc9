/** An address that the server answers at. */
export interface Listening {
  readonly protocol: 'http' | 'postgres'
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** `https://127.0.0.1:8080`, `postgres://[::1]:5432 with TLS`. */
export function listeningText({ protocol, host, port, tls }: Listening): string {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  if (protocol === 'http') return `${tls ? 'https' : 'http'}://${address}`
  return `postgres://${address}${tls ? ' with TLS' : ''}`
}
