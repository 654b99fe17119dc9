import { join } from 'node:path'
import { type Connection, connect } from 'devopsql'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { start } from './command-line.ts'
import { desktop, issuedTokens, propertiesOf } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'

const opened: Connection[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((connection) => connection.close()))
})

const signIn = async (world: World): Promise<string> => {
  const { refreshToken } = await issuedTokens(world, desktop)
  return `AuthScheme=AzureAD;InitiateOAuth=REFRESH;${propertiesOf(desktop)}OAuthSettingsLocation=${join(world.folder, 'settings.txt')};OAuthRefreshToken=${refreshToken};`
}
const open = async (properties: string): Promise<Connection> => {
  const connection = await connect(properties)
  opened.push(connection)
  return connection
}
const sql = 'SELECT Name FROM CData.Information.Projects'

describe('the network between a connection and the identity service', () => {
  it('may be a proxy that wants a user and a password', async () => {
    const proxyCredentials = { user: 'ada', password: 'proxy-pass' }
    await using world = await openWorld({ proxyCredentials })
    const properties = `${world.properties}${await signIn(world)}ProxyUser=ada;`
    expect(await projectNames(await open(`${properties}ProxyPassword=proxy-pass;`))).toEqual(
      projects,
    )
    const wrong = await failureOf(projectNames(await open(`${properties}ProxyPassword=mistyped;`)))
    expect(`${wrong.message} ${wrong.hint}`).toMatch(/proxy/i)
    expect(JSON.stringify(wrong)).not.toContain('mistyped')
  })

  it('may be the proxy of the environment', async () => {
    await using world = await openWorld()
    const properties = `Organization=contoso;SSLServerCert=${world.authorityFile};${await signIn(world)}`
    const { status, output, errors } = await start(['query', sql, '--format', 'ndjson'], {
      DEVOPSQL_CONNECTION: properties,
      HTTPS_PROXY: world.proxy.url,
      NO_PROXY: '',
    }).ended
    expect([status, errors]).toEqual([0, ''])
    expect(output.split('\n')).toHaveLength(projects.length + 1)
  })

  it('is not trusted with another certificate authority', async () => {
    await using world = await openWorld()
    const properties = `${world.properties}${await signIn(world)}`.replace(
      /SSLServerCert=[^;]*;/,
      '',
    )
    const { code, message, hint } = await failureOf(projectNames(await open(properties)))
    expect(code).toMatch(/^DEVOPSQL_(TLS|CERTIFICATE|CONNECTION)/)
    expect(message).toContain('login.microsoftonline.com')
    expect(hint).toContain('SSLServerCert')
    expect(world.identity.log.withGrant('refresh_token')).toEqual([])
  })

  it('may be away', async () => {
    const world = await openWorld()
    const properties = `${world.properties}${await signIn(world)}`
    await world[Symbol.asyncDispose]()
    const { code, hint } = await failureOf(
      projectNames(await open(properties.replace(/SSLServerCert=[^;]*;/, ''))),
    )
    expect(code).toBe('DEVOPSQL_CONNECTION_FAILED')
    expect(hint).toContain('host and port')
  })
})
