import type { ServerConfig } from '../config/server-config.ts'

/** A configuration of HTTP on any free port of loopback, where nobody signs in. */
export function aConfig(connection: string, config: Partial<ServerConfig> = {}): ServerConfig {
  return {
    connections: new Map([['', connection]]),
    accounts: undefined,
    passThrough: false,
    insecure: true,
    tls: undefined,
    http: { ...http },
    postgres: undefined,
    limits: {},
    idleSeconds: 300,
    graceSeconds: 1,
    logLevel: 'info',
    tracing: undefined,
    ...config,
  }
}

export const http: NonNullable<ServerConfig['http']> = {
  host: '127.0.0.1',
  port: 0,
  tls: false,
  bodyBytes: 1_048_576,
  metrics: 'authenticated',
}
