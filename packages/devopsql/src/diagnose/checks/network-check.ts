import type { FaultKind, HostReach, ReachFailure } from '@devopsql/rest'
import { type Check, type Observation, ok, problem } from '../check.ts'

/** Whether the host is found and answers, through the proxy where there is one. */
export const networkCheck: Check = {
  name: 'network',
  needs: ['properties'],
  async *run({ organization }) {
    const { host, reach } = organization()
    const { proxy, address, answer, failure } = await reach()
    if (failure !== undefined) {
      yield* explained(failure, { host, proxy, address })
      return
    }
    if (answer?.status === 407) {
      yield proxyRefuses(407, host, proxy)
      return
    }
    yield reached(host, { proxy, address })
  },
}

type Way = Pick<HostReach, 'proxy' | 'address'> & { readonly host: string }

function reached(
  host: string,
  { proxy, address }: Pick<HostReach, 'proxy' | 'address'>,
): Observation {
  if (proxy !== undefined) return ok(`${host} is reached through the proxy ${proxy}`)
  return ok(`${host} is reached${address === undefined ? '' : ` at ${address}`}`)
}

function* explained({ kind, proxyStatus, code }: ReachFailure, way: Way): Iterable<Observation> {
  // Somebody is there and speaks TLS: the certificate is a matter of its own.
  if (kind === 'tls') yield reached(way.host, way)
  else if (kind === 'proxy') yield proxyRefuses(proxyStatus, way.host, way.proxy)
  else {
    const { what, hint } = faults[kind]
    const who = way.proxy === undefined ? way.host : `the proxy ${way.proxy}`
    yield problem(`${who} ${what}${code === undefined ? '' : ` (${code})`}`, hint)
  }
}

function proxyRefuses(
  status: number | undefined,
  host: string,
  proxy: string | undefined,
): Observation {
  const who = proxy === undefined ? 'the proxy' : `the proxy ${proxy}`
  if (status === 407) {
    return problem(
      `${who} wants to know who asks (407)`,
      'Check ProxyUser and ProxyPassword; ProxyAuthScheme is BASIC.',
    )
  }
  return problem(
    `${who} makes no connection to ${host}${status === undefined ? '' : ` (${status})`}`,
    `Ask whoever runs the proxy to let connections to ${host} pass, or name the host in ProxyExceptions (NO_PROXY) if it is reached without the proxy.`,
  )
}

const network = 'Check the network and firewalls, and whether a proxy is needed (ProxyServer).'

const faults: Readonly<
  Record<Exclude<FaultKind, 'tls' | 'proxy'>, { readonly what: string; readonly hint: string }>
> = {
  'host-not-found': {
    what: 'has no address: its name does not resolve',
    hint: 'Check the name, and the DNS of this machine; where only a proxy resolves names of the internet, set ProxyServer.',
  },
  refused: {
    what: 'refuses connections',
    hint: 'Check host and port, and that the server runs.',
  },
  timeout: { what: 'gives no answer in time', hint: network },
  connection: { what: 'breaks the connection', hint: network },
  'no-http': {
    what: 'does not speak HTTP',
    hint: 'Check host and port, and write https:// where the server speaks TLS.',
  },
  'broken-body': { what: 'sends damaged answers', hint: network },
}
