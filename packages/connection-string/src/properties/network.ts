import type { PropertyTable } from '../property.ts'

export interface NetworkOptions {
  readonly SSLServerCert: string | undefined
  readonly FirewallType: string
  readonly FirewallServer: string | undefined
  readonly FirewallPort: number
  readonly FirewallUser: string | undefined
  readonly FirewallPassword: string | undefined
  readonly ProxyAutoDetect: boolean
  readonly ProxyServer: string | undefined
  readonly ProxyPort: number
  readonly ProxyAuthScheme: string
  readonly ProxyUser: string | undefined
  readonly ProxyPassword: string | undefined
  readonly ProxySSLType: string
  readonly ProxyExceptions: readonly string[]
}

const firewall = {
  category: 'Firewall',
  status: 'not-yet',
  note: 'connections through a firewall server are not there yet',
} as const
const proxy = { category: 'Proxy', status: 'supported' } as const

export const networkProperties: PropertyTable<NetworkOptions> = {
  SSLServerCert: {
    type: 'text',
    category: 'TLS',
    default: undefined,
    doc: 'Certificate to trust next to those of the system: PEM text, the path of a PEM file, or `*` for every certificate (tests only).',
    status: 'supported',
    unsupportedPattern:
      /^(?:[0-9a-f]{2}[: ]?){15}(?:(?:[0-9a-f]{2}[: ]?){4})?[0-9a-f]{2}$|BEGIN PUBLIC KEY|<RSAKeyValue>/i,
    note: 'thumbprints and public keys are not there yet; give PEM text or the path of a PEM file',
  },
  FirewallType: {
    ...firewall,
    type: 'choice',
    default: 'NONE',
    values: ['NONE', 'TUNNEL', 'SOCKS4', 'SOCKS5'],
    doc: 'Protocol of the firewall server. Anything but `NONE` is refused so far, since the requests would go around the firewall.',
    ignoring: 'error',
  },
  FirewallServer: {
    ...firewall,
    type: 'text',
    default: undefined,
    doc: 'Host of the firewall server.',
  },
  FirewallPort: {
    ...firewall,
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 65_535,
    doc: 'Port of the firewall server.',
  },
  FirewallUser: {
    ...firewall,
    type: 'text',
    default: undefined,
    doc: 'User at the firewall server.',
  },
  FirewallPassword: {
    ...firewall,
    type: 'secret',
    default: undefined,
    doc: 'Password of FirewallUser.',
  },
  ProxyAutoDetect: {
    ...proxy,
    type: 'boolean',
    default: false,
    doc: 'Use the proxy settings of the system. Without ProxyServer the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY are followed in any case.',
    status: 'not-yet',
    note: 'only the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY are followed',
  },
  ProxyServer: {
    ...proxy,
    type: 'text',
    default: undefined,
    pattern: /^(?:https?:\/\/)?[^\s/?#@]+\/?$/i,
    expected: 'a host, or a http or https address without user name and path',
    doc: 'Host of the HTTP proxy, or its whole address (`https://proxy:8443`).',
  },
  ProxyPort: {
    ...proxy,
    type: 'integer',
    default: 80,
    minimum: 1,
    maximum: 65_535,
    doc: 'Port of ProxyServer, unless ProxyServer is a whole address.',
  },
  ProxyAuthScheme: {
    ...proxy,
    type: 'choice',
    default: 'BASIC',
    values: ['BASIC', 'DIGEST', 'NONE', 'NEGOTIATE', 'NTLM', 'PROPRIETARY'],
    unsupportedValues: ['DIGEST', 'NEGOTIATE', 'NTLM', 'PROPRIETARY'],
    doc: 'How to sign in to the proxy; `NONE` sends no user.',
    note: 'only BASIC and NONE are there so far',
  },
  ProxyUser: { ...proxy, type: 'text', default: undefined, doc: 'User at the proxy.' },
  ProxyPassword: { ...proxy, type: 'secret', default: undefined, doc: 'Password of ProxyUser.' },
  ProxySSLType: {
    ...proxy,
    type: 'choice',
    default: 'AUTO',
    values: ['AUTO', 'ALWAYS', 'NEVER', 'TUNNEL'],
    unsupportedValues: ['ALWAYS', 'NEVER'],
    doc: 'Encryption on the way to the proxy; `AUTO` and `TUNNEL` open a tunnel through it.',
    note: 'only AUTO and TUNNEL are there so far; for TLS to the proxy itself write ProxyServer=https://host:port',
  },
  ProxyExceptions: {
    ...proxy,
    type: 'list',
    default: [],
    doc: 'Hosts that are reached without the proxy, with `;` between them (so the value is quoted).',
  },
}
