import { createPrivateKey } from 'node:crypto'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from 'devopsql'
import forge from 'node-forge'
import { request } from 'undici'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type MetadataService, startMetadataService } from './metadata-service.ts'
import { openWorld, type World } from './open-world.ts'
import { applications, azureDevOps, contoso, webSecret } from './server/directory.ts'

const ofPrincipal = (scheme: string, client: string): string =>
  `AuthScheme=${scheme};OAuthClientId=${client};AzureTenant=${contoso.id};`

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

async function projectsOf(connection: Connection): Promise<readonly unknown[]> {
  const result = await connection.query('SELECT Name FROM CData.Information.Projects')
  return (await result.toArray()).map(({ Name }) => Name)
}

const variables = [
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_TENANT_ID',
  'AZURE_AUTHORITY_HOST',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'IDENTITY_ENDPOINT',
  'MSI_ENDPOINT',
  'SYSTEM_ACCESSTOKEN',
  'SYSTEM_OIDCREQUESTURI',
]

describe('signing in without a person', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(() => {
    for (const name of variables) vi.stubEnv(name, undefined)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  /** Reads through a connection of these properties, and says as which application the last token was issued. */
  const reads = async (properties: string): Promise<unknown> => {
    const connection = await world.connect(properties)
    expect(await projectsOf(connection)).toContain('Fabrikam')
    return world.tokens.used.at(-1)?.['appid']
  }
  const failure = async (properties: string): Promise<unknown> => {
    const connection = await world.connect(properties)
    return await projectsOf(connection).catch((error: unknown) => error)
  }
  const bearer = async (): Promise<string> => {
    const { body } = await request(
      `https://login.microsoftonline.com/${contoso.id}/oauth2/v2.0/token`,
      {
        method: 'POST',
        dispatcher: world.dispatcher,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: applications.web,
          client_secret: webSecret,
          scope: `${azureDevOps}/.default`,
        }).toString(),
      },
    )
    return ((await body.json()) as { readonly access_token: string }).access_token
  }

  describe('with a secret', () => {
    const principal = ofPrincipal('AzureServicePrincipal', applications.web)

    it('reads', async () => {
      expect(await reads(`${principal}OAuthClientSecret=${quoted(webSecret)}`)).toBe(
        applications.web,
      )
    })

    it('takes everything from the environment', async () => {
      vi.stubEnv('AZURE_CLIENT_ID', applications.web)
      vi.stubEnv('AZURE_CLIENT_SECRET', webSecret)
      vi.stubEnv('AZURE_TENANT_ID', contoso.domain)
      expect(await reads('AuthScheme=AzureServicePrincipal')).toBe(applications.web)
      expect(world.identity.log.requests.at(-1)?.tenant).toBe(contoso.domain)
    })

    it('says that the secret is wrong, without it', async () => {
      const error = await failure(`${principal}OAuthClientSecret=Canary-Wrong`)
      expect(error).toMatchObject({
        code: 'DEVOPSQL_SIGN_IN_FAILED',
        message: 'the client secret is wrong',
      })
      expect(JSON.stringify(error)).not.toContain('Canary')
    })

    it('asks the organization for its tenant', async () => {
      const withoutTenant = `AuthScheme=AzureServicePrincipal;OAuthClientId=${applications.web};`
      expect(await reads(`${withoutTenant}OAuthClientSecret=${quoted(webSecret)}`)).toBe(
        applications.web,
      )
      expect(world.identity.log.requests.at(-1)?.tenant).toBe(contoso.id)
    })

    it('names what is missing', async () => {
      expect(await failure(principal)).toMatchObject({
        code: 'DEVOPSQL_MISSING_PROPERTY',
        message: 'no client secret is given',
      })
    })

    it('gets a new token when the organization refuses one or asks for claims', async () => {
      const connection = await world.connect(`${principal}OAuthClientSecret=${quoted(webSecret)}`)
      await projectsOf(connection)
      const before = world.identity.log.withGrant('client_credentials').length
      world.tokens.refuseUsed()
      expect(await projectsOf(connection)).toContain('Fabrikam')
      world.tokens.challenge({ nbf: { essential: true, value: '4711' } })
      expect(await projectsOf(connection)).toContain('Fabrikam')
      world.tokens.challenge(undefined)
      expect(world.identity.log.withGrant('client_credentials')).toHaveLength(before + 2)
    })
  })

  describe('with a certificate', () => {
    const principal = ofPrincipal('AzureServicePrincipalCert', applications.certificate)
    const pem = (): string => {
      const { certificate, key } = world.certificates.client
      return `${certificate.trim()}\n${key}`
    }

    it('reads with a PEM file, and one whose key is encrypted', async () => {
      const plain = join(world.folder, 'app.pem')
      await writeFile(plain, pem())
      expect(await reads(`${principal}OAuthJWTCert=${plain}`)).toBe(applications.certificate)
      const { certificate, key } = world.certificates.client
      const locked = createPrivateKey(key).export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'opening words',
      })
      const file = join(world.folder, 'locked.pem')
      await writeFile(file, `${certificate.trim()}\n${locked.toString()}`)
      const ofFile = `${principal}OAuthJWTCert=${file};OAuthJWTCertType=PEMKEY_FILE;`
      expect(await reads(`${ofFile}OAuthJWTCertPassword=opening words`)).toBe(
        applications.certificate,
      )
      expect(await failure(`${ofFile}OAuthJWTCertPassword=Canary`)).toMatchObject({
        code: 'DEVOPSQL_INVALID_PROPERTY',
        message: 'the password of the certificate is wrong',
      })
    })

    it('reads with PEM text', async () => {
      const type = 'OAuthJWTCertType=PEMKEY_BLOB'
      expect(await reads(`${principal}OAuthJWTCert=${quoted(pem())};${type}`)).toBe(
        applications.certificate,
      )
    })

    it('reads with a PFX, as a file and as base64', async () => {
      const { certificate, key } = world.certificates.client
      const store = forge.pkcs12.toPkcs12Asn1(
        forge.pki.privateKeyFromPem(key),
        [forge.pki.certificateFromPem(certificate)],
        'opening words',
        { algorithm: 'aes256' },
      )
      const bytes = Buffer.from(forge.asn1.toDer(store).getBytes(), 'latin1')
      const file = join(world.folder, 'app.pfx')
      await writeFile(file, bytes)
      const password = 'OAuthJWTCertPassword=opening words'
      for (const source of [
        `OAuthJWTCert=${file};OAuthJWTCertType=PFXFILE`,
        `OAuthJWTCert=${quoted(bytes.toString('base64'))};OAuthJWTCertType=PFXBLOB`,
      ]) {
        expect(await reads(`${principal}${source};${password}`)).toBe(applications.certificate)
      }
    })

    it('says that the certificate is not the one of the application', async () => {
      const file = join(world.folder, 'app.pem')
      await writeFile(file, pem())
      const other = ofPrincipal('AzureServicePrincipalCert', applications.web)
      expect(await failure(`${other}OAuthJWTCert=${file}`)).toMatchObject({
        code: 'DEVOPSQL_SIGN_IN_FAILED',
      })
    })
  })

  describe('with a federated token', () => {
    const principal = ofPrincipal('AzureWorkloadIdentity', applications.federated)
    const aTokenFile = async (token: string): Promise<string> => {
      const file = join(world.folder, 'federated')
      await writeFile(file, token)
      return file
    }

    it('reads, and reads the file again', async () => {
      const file = await aTokenFile(await world.identity.federation.token())
      const connection = await world.connect(`${principal}AzureFederatedTokenFile=${file}`)
      expect(await projectsOf(connection)).toContain('Fabrikam')
      await aTokenFile(await world.identity.federation.token())
      world.tokens.refuseUsed()
      expect(await projectsOf(connection)).toContain('Fabrikam')
      const [first, second] = world.identity.log
        .withGrant('client_credentials')
        .slice(-2)
        .map(({ parameters }) => parameters['client_assertion'])
      expect(first).not.toBe(second)
    })

    it('takes everything from the environment', async () => {
      vi.stubEnv('AZURE_CLIENT_ID', applications.federated)
      vi.stubEnv('AZURE_TENANT_ID', contoso.id)
      vi.stubEnv('AZURE_AUTHORITY_HOST', 'https://login.microsoftonline.com/')
      const file = await aTokenFile(await world.identity.federation.token())
      vi.stubEnv('AZURE_FEDERATED_TOKEN_FILE', file)
      expect(await reads('AuthScheme=AzureWorkloadIdentity')).toBe(applications.federated)
    })

    it('says that the application does not trust the token', async () => {
      const token = await world.identity.federation.token({ subject: 'repo:other/thing' })
      const file = await aTokenFile(token)
      const error = await failure(`${principal}AzureFederatedTokenFile=${file}`)
      expect(error).toMatchObject({
        code: 'DEVOPSQL_SIGN_IN_FAILED',
        message: 'the application does not trust the federated token',
      })
      expect(JSON.stringify(error)).not.toContain(token)
    })
  })

  describe('with a managed identity', () => {
    let service: MetadataService
    beforeEach(async () => {
      service = await startMetadataService(bearer)
      vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', service.url)
    })
    afterEach(() => service[Symbol.asyncDispose]())

    it('reads, past the proxy, and gets another token when one is refused', async () => {
      const connection = await world.connect('AuthScheme=AzureMSI')
      expect(await projectsOf(connection)).toContain('Fabrikam')
      world.tokens.refuseUsed()
      expect(await projectsOf(connection)).toContain('Fabrikam')
      expect(service.asked.map((query) => [query.get('resource'), query.get('client_id')])).toEqual(
        [
          [azureDevOps, null],
          [azureDevOps, null],
        ],
      )
      expect(world.proxy.strangers).toEqual([])
    })

    it('reads as a user-assigned identity', async () => {
      await reads('AuthScheme=AzureMSI;OAuthClientId=of-the-user')
      expect(service.asked.map((query) => query.get('client_id'))).toEqual(['of-the-user'])
    })
  })

  it('says that no managed identity is here', async () => {
    vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', 'http://127.0.0.1:1')
    expect(await failure('AuthScheme=AzureMSI')).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'no managed identity is here: the metadata service of Azure does not answer',
    })
  })

  describe.skipIf(process.platform === 'win32')('with the Azure CLI (a shell script)', () => {
    const aCli = async (token: string): Promise<void> => {
      const folder = join(world.folder, 'bin')
      await mkdir(folder, { recursive: true })
      const answer = {
        accessToken: token,
        expires_on: Math.round(Date.now() / 1000) + 3600,
        tokenType: 'Bearer',
      }
      const script = join(folder, 'az')
      await writeFile(script, `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`)
      await chmod(script, 0o755)
      vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`)
    }

    it('reads', async () => {
      await aCli(await bearer())
      expect(await reads(`AuthScheme=AzureCLI;AzureTenant=${contoso.id}`)).toBe(applications.web)
    })

    it('reads by the last link of the default chain', async () => {
      vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', 'http://127.0.0.1:1')
      await aCli(await bearer())
      const settings = `OAuthSettingsLocation=${join(world.folder, 'none.txt')}`
      expect(await reads(`AuthScheme=AzureDefault;${settings}`)).toBe(applications.web)
    })
  })

  it('reads by the first link of the default chain', async () => {
    vi.stubEnv('AZURE_CLIENT_ID', applications.web)
    vi.stubEnv('AZURE_TENANT_ID', contoso.id)
    vi.stubEnv('AZURE_CLIENT_SECRET', webSecret)
    vi.stubEnv('SYSTEM_ACCESSTOKEN', 'of-no-use')
    expect(await reads('AuthScheme=AzureDefault')).toBe(applications.web)
  })
})
