import { createServer } from 'node:net'
import { type Emulator, startEmulator } from '@devopsql/emulator'
import { connect } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf, secret } from './failure.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ token: secret, rows: { WorkItems: 5 } })
})
afterAll(() => emulator.close())

const query = async (properties: string, sql = 'SELECT Name FROM Projects'): Promise<unknown> => {
  await using db = await connect(properties)
  return await (await db.query(sql)).toArray()
}
/** The properties that reach the emulator, with others behind them. */
const reaching = (more: string): string =>
  `URL=${emulator.url};PersonalAccessToken=${secret};${more}`

describe('a connection string', () => {
  it.each([
    ['', undefined, 'Organization and PersonalAccessToken are missing'],
    [' ; ;', undefined, 'Organization and PersonalAccessToken are missing'],
    ['Organization=contoso', undefined, 'PersonalAccessToken is missing'],
    [`PAT=${secret}`, undefined, 'Organization is missing'],
    [`URL=https://server;PAT=${secret}`, undefined, 'Organization is missing'],
  ])('without what it needs: %j', async (text, position, message) => {
    const error = await failureOf(() => connect(text))
    expect(error).toMatchObject({ code: 'DEVOPSQL_MISSING_PROPERTY', position, message })
  })

  it.each([
    ['hello', 0, 'the connection string has a part that is not Name=Value'],
    [`Organization=contoso;PAT="${secret}`, 25, 'a quoted value is not closed'],
    [`PAT="${secret}"x;Organization=contoso`, 16, 'text follows the closing quote of a value'],
    [
      `Organization=a;PAT=${secret};organization=b`,
      30,
      'connection property Organization is given twice',
    ],
  ])('that is none: %j', async (text, position, message) => {
    const error = await failureOf(() => connect(text))
    expect(error).toMatchObject({ code: 'DEVOPSQL_INVALID_CONNECTION_STRING', position, message })
  })

  it.each([
    [`Organization=contoso;PersonalAccesToken=${secret}`, 21, 'Did you mean PersonalAccessToken?'],
    [`Organisation=contoso;PAT=${secret}`, 0, 'Did you mean Organization?'],
    [`PAT=${secret};Organization=contoso;Pushdwn=off`, 36, 'Did you mean Pushdown?'],
  ])('with a property that does not exist: %j', async (text, position, hint) => {
    const error = await failureOf(() => connect(text))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNKNOWN_PROPERTY', position, hint })
  })

  it.each([
    ['Timeout=soon', "Timeout can't be 'soon'", 'Write a whole number from 0 to 2147483.'],
    ['Pushdown=maybe', "Pushdown can't be 'maybe'", 'Write on or off.'],
    ['AllowPartial=sometimes', "AllowPartial can't be 'sometimes'", 'Write true or false.'],
    ['MaxRequests=0', "MaxRequests can't be '0'", 'Write a whole number of at least 1.'],
    ['MemoryLimit=lots', "MemoryLimit can't be 'lots'", 'Write a size such as 512MB or 2GB.'],
    [
      'Organization=contoso;TimeZone=Mars/Base',
      'TimeZone is not a known time zone',
      'Write an IANA name such as UTC or Europe/Berlin.',
    ],
    [
      'URL=dev.azure.com/contoso',
      "URL can't be what is written there",
      'Write a whole address such as https://server/tfs/DefaultCollection, without user name, query or fragment.',
    ],
    [
      'Organization=https://dev.azure.com/contoso',
      "Organization can't be what is written there",
      'Write the name alone, such as contoso for https://dev.azure.com/contoso.',
    ],
  ])('with a value that a property can not have: %s', async (property, message, hint) => {
    const error = await failureOf(() => connect(`${property};PAT=${secret}`))
    expect(error).toMatchObject({ code: 'DEVOPSQL_INVALID_PROPERTY', message, hint })
  })

  it('with a token in the address is refused without showing it', async () => {
    const text = `URL=https://me:${secret}@server/collection;PAT=${secret}`
    expect(await failureOf(() => connect(text))).toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      position: 4,
    })
  })

  it('with a way to sign in that nobody knows says which there are', async () => {
    const text = 'Organization=contoso;AuthScheme=Kerberos'
    expect(await failureOf(() => connect(text))).toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: "AuthScheme can't be 'Kerberos'",
      hint: expect.stringContaining('AzureADDeviceCode') as unknown,
    })
  })

  it('whose URL ends with a slash is right', async () => {
    const text = `URL=${emulator.url}/;PersonalAccessToken=${secret}`
    expect(await query(text, 'SELECT count(*) AS n FROM Projects')).toEqual([{ n: 3 }])
  })
})

describe('properties by name', () => {
  it('that are no object are an error of ours', async () => {
    // What `connect(process.env.NOT_SET)` does in JavaScript.
    const nothing: unknown = undefined
    expect(await failureOf(() => connect(nothing as string))).toMatchObject({
      code: 'DEVOPSQL_INVALID_CONNECTION_STRING',
      message: 'connect() was called without a connection string',
    })
  })

  it('with a value that is none are an error', async () => {
    const token: unknown = { token: secret }
    const properties = { Organization: 'contoso', PersonalAccessToken: token as string }
    expect(await failureOf(() => connect(properties))).toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: 'PersonalAccessToken is neither a text nor a number nor a boolean',
    })
  })
})

describe('where unqualified names are looked up', () => {
  it.each([
    ['Catalog=Fabrikam', 'catalog Fabrikam does not exist', /write Project_Fabrikam\.$/],
    ['Catalog=Project_Fabrikam;Schema=Nope', 'schema Nope does not exist', /^A project has/],
    ['Schema=Nope', 'schema Nope does not exist', /^The organization has the schema Information/],
    [
      'Catalog=Project_Nope',
      'project Nope does not exist, or this identity may not see it',
      /^SELECT Name FROM CData\.Information\.Projects lists/,
    ],
  ])('%s', async (more, message, hint) => {
    const error = await failureOf(() => query(reaching(more), 'SELECT Id FROM Builds'))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_CATALOG', message })
    expect(error.hint).toMatch(hint)
  })
})

describe('a server that is not there', () => {
  it('an organization of another name is not found, and the hint names it', async () => {
    const text = reaching('').replace('/contoso', '/fabrikam')
    const error = await failureOf(() => query(text))
    expect(error).toMatchObject({
      code: 'DEVOPSQL_NOT_FOUND',
      hint: 'Check that the organization is fabrikam, and the names in the query; what one may not see is not found either.',
    })
  })

  it('a host that does not resolve', async () => {
    const text = `URL=https://no-such-host.invalid/contoso;PAT=${secret}`
    expect(await failureOf(() => query(text))).toMatchObject({
      code: 'DEVOPSQL_HOST_NOT_FOUND',
      message: 'the host no-such-host.invalid does not resolve',
      hint: 'Check the URL or the network, and whether a proxy is needed (ProxyServer).',
    })
  })

  it('a port that refuses connections', async () => {
    const port = await unusedPort()
    const text = `URL=http://127.0.0.1:${port}/contoso;PAT=${secret}`
    expect(await failureOf(() => query(text))).toMatchObject({
      code: 'DEVOPSQL_CONNECTION_FAILED',
      message: `127.0.0.1:${port} refuses connections`,
      hint: 'Check host and port of the URL, and that the server runs.',
    })
  })

  it('a server without TLS where URL says https', async () => {
    const text = reaching('').replace('http:', 'https:')
    expect(await failureOf(() => query(text))).toMatchObject({
      code: 'DEVOPSQL_TLS_FAILED',
      message: `no trusted TLS connection to ${new URL(emulator.url).host} could be made`,
      hint: 'If the server has a certificate of your own authority, name it with SSLServerCert; if it speaks plain HTTP, write http:// in the URL.',
    })
  })

  it('a certificate file that is not there', async () => {
    expect(await failureOf(() => query(reaching('SSLServerCert=/nope.pem')))).toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: 'SSLServerCert names no readable PEM certificate',
    })
  })
})

/** A port of this machine that nobody listens on. */
function unusedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
