import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from '@devopsql/emulator'
import { type Connection, type ConnectOptions, connect } from 'devopsql'
import type { JSONWebKeySet } from 'jose'
import { type Agent, request } from 'undici'
import { type Certificates, testCertificates } from './certificates.ts'
import { type ConnectProxy, startConnectProxy } from './routing/connect-proxy.ts'
import { routedAgent } from './routing/routed-agent.ts'
import { startTlsFront } from './routing/tls-front.ts'
import { contoso } from './server/directory.ts'
import {
  type IdentityServer,
  type IdentityServerOptions,
  startIdentityServer,
} from './server/identity-server.ts'
import { createTokenCheck, type TokenCheck } from './token-check.ts'

/**
 * An organization and the identity service that issues its tokens, under their real host names: whoever goes through
 * `proxy` and trusts `authorityFile` reaches them and nothing else.
 */
export interface World extends AsyncDisposable {
  readonly identity: IdentityServer
  readonly emulator: Emulator
  /** What the organization accepts. */
  readonly tokens: TokenCheck
  readonly proxy: ConnectProxy
  readonly certificates: Certificates
  /** For what is not the product: reaches the identity service under every host name. */
  readonly dispatcher: Agent
  /** A folder of this world, removed at the end. */
  readonly folder: string
  /** Where the certificate of the test authority is, as PEM. */
  readonly authorityFile: string
  /** The organization, the proxy and the certificate, as connection properties. */
  readonly properties: string
  /** Opens a connection that this world closes. */
  connect(properties: string, options?: ConnectOptions): Promise<Connection>
}

export interface WorldOptions extends Omit<IdentityServerOptions, 'certificates'> {
  /** What the proxy asks for. Absent: nothing. */
  readonly proxyCredentials?: { readonly user: string; readonly password: string }
  readonly emulator?: EmulatorOptions
}

export async function openWorld({
  emulator: more,
  proxyCredentials,
  ...options
}: WorldOptions = {}): Promise<World> {
  const certificates = await testCertificates()
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-identity-'))
  const authorityFile = join(folder, 'authority.pem')
  await writeFile(authorityFile, certificates.authority)
  const identity = await startIdentityServer({ ...options, certificates })
  const dispatcher = routedAgent(identity.port, certificates.authority)
  const tokens = createTokenCheck(await readKeys(dispatcher))
  const emulator = await startEmulator({
    tenant: contoso.id,
    ...more,
    accepts: tokens.accepts,
  })
  const front = await startTlsFront(certificates.server, Number(new URL(emulator.url).port))
  const routes = {
    'login.microsoftonline.com': identity.port,
    'login.microsoftonline.us': identity.port,
    'dev.azure.com': front.port,
    '*.dev.azure.com': front.port,
  }
  const proxy = await startConnectProxy(routes, proxyCredentials)
  const { port } = new URL(proxy.url)
  const properties = `Organization=${emulator.organization};ProxyServer=127.0.0.1;ProxyPort=${port};SSLServerCert=${authorityFile};`
  const connections: Connection[] = []
  return {
    identity,
    emulator,
    tokens,
    proxy,
    certificates,
    dispatcher,
    folder,
    authorityFile,
    properties,
    connect: async (text, connectOptions = {}) => {
      const connection = await connect(`${properties}${text}`, connectOptions)
      connections.push(connection)
      return connection
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(connections.map((connection) => connection.close()))
      await Promise.all([dispatcher.destroy(), proxy.close(), front.close()])
      await Promise.all([identity.close(), emulator.close()])
      await rm(folder, { recursive: true })
    },
  }
}

async function readKeys(dispatcher: Agent): Promise<JSONWebKeySet> {
  const address = `https://login.microsoftonline.com/${contoso.id}/discovery/v2.0/keys`
  const { body } = await request(address, { dispatcher })
  return (await body.json()) as JSONWebKeySet
}
