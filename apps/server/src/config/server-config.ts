import type { Limits } from '../limits/limits.ts'

export interface ListenAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** What a server runs with: file, environment and command line together, every default filled in. */
export interface ServerConfig {
  /** Connection strings by name; the default one is called ''. They may hold secrets. */
  readonly connections: ReadonlyMap<string, string>
  /** Where each of them is written, for whoever has to change it. */
  readonly places?: ReadonlyMap<string, string>
  /** File of the accounts. */
  readonly accounts: string | undefined
  readonly passThrough: boolean
  /** Everybody may ask everything: on loopback, for trying it out. */
  readonly insecure: boolean
  readonly tls:
    | {
        readonly certificate: string
        readonly key: string
        readonly passphrase: string | undefined
      }
    | undefined
  readonly http:
    | (ListenAddress & {
        readonly bodyBytes: number
        readonly metrics: 'public' | 'authenticated' | 'off'
      })
    | undefined
  readonly postgres: (ListenAddress & { readonly connections: number }) | undefined
  readonly limits: Limits
  /** Of each connection of the pool; undefined: as its connection string says. */
  readonly memoryLimit?: string | undefined
  readonly idleSeconds: number
  readonly graceSeconds: number
  readonly logLevel: string
  readonly tracing: { readonly endpoint: string } | undefined
}
