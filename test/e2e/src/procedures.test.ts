import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from 'devopsql'
import { expect, it } from 'vitest'

const application = '11111111-1111-1111-1111-111111111111'
const tenant = '22222222-2222-2222-2222-222222222222'
const secret = 'tOkEn-of-the-application'
// covers P-AUTH-20
const connectionString = `Organization=contoso;AuthScheme=AzureAD;InitiateOAuth=OFF;OAuthClientId=${application};OAuthClientSecret=${secret};AzureTenant=${tenant}`

const bin = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function devopsql(...given: readonly string[]): Promise<Ended> {
  const env = { ...process.env, DEVOPSQL_CONNECTION: connectionString }
  return await new Promise((resolve) => {
    execFile(process.execPath, [bin, ...given], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

// covers P-SQL-07, P-AUTH-21
it('gives the address to sign in at without a token and without a request', async () => {
  await using connection = await connect(connectionString)
  const result = await connection.query(
    "EXEC GetOAuthAuthorizationURL @AuthMode='WEB', @CallbackURL=@where, @State='abc'",
    { where: 'https://app.example/cb' },
  )
  const [row] = await result.toArray()
  const url = new URL(String(row?.['URL']))
  expect(url.origin + url.pathname).toBe(
    `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
  )
  expect(url.searchParams.get('client_id')).toBe(application)
  expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/cb')
  expect(url.searchParams.get('state')).toBe('abc')
  expect(url.searchParams.has('code_challenge')).toBe(false)
  const requests = await connection.query('SELECT count(*) AS n FROM sys_requests')
  expect(await requests.toArray()).toEqual([{ n: 0 }])
})

it('says the same by method as by SQL', async () => {
  await using connection = await connect(connectionString)
  const { url } = await connection.oauth.getAdminConsentUrl({ state: 'abc' })
  const [row] = await connection.call('GetAdminConsentURL', { State: 'abc' })
  expect(row).toEqual({ URL: url })
})

it('writes what a procedure answers in every format of text', async () => {
  const exec = "EXEC GetAdminConsentURL State='abc'"
  const json = await devopsql('query', exec, '--format', 'json')
  const [row] = JSON.parse(json.out) as readonly { readonly URL: string }[]
  expect(row?.URL).toContain(`/${tenant}/v2.0/adminconsent?client_id=${application}`)
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-exec-'))
  const file = join(folder, 'rows.csv')
  expect(await devopsql('query', exec, '--output', file)).toMatchObject({ code: 0, out: '' })
  expect((await readFile(file, 'utf8')).split(/\r?\n/)).toEqual(['URL', row?.URL, ''])
  const parquet = await devopsql('query', exec, '--output', join(folder, 'rows.parquet'))
  await rm(folder, { recursive: true })
  expect(parquet).toMatchObject({ code: 1, out: '' })
  expect(parquet.err).toContain('only the rows of a query can be exported')
})

it('shows no secret of a statement with a mistake in it', async () => {
  const wrong = await devopsql('query', "EXEC GetOAuthAccessToken Verifier='tOkEn', Foo='tOkEn'")
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('EXEC GetOAuthAccessToken Verifier=*******, Foo=*******')
  expect(wrong.err).not.toContain('tOkEn')
  const unread = await devopsql('query', "EXEC GetOAuthAccessToken Verifier='tOkEn")
  expect(unread.code).toBe(1)
  expect(unread.err).not.toContain('tOkEn')
})

it('tells the shell the procedures with what goes in', async () => {
  await using connection = await connect(connectionString)
  const result = await connection.query(
    `SELECT p.ProcedureName, count(i.ColumnName) AS inputs
     FROM sys_procedures p
     LEFT JOIN sys_procedureparameters i ON i.ProcedureName = p.ProcedureName AND i.Direction = 1
     GROUP BY ALL ORDER BY 1`,
  )
  expect(await result.toArray()).toEqual([
    { ProcedureName: 'ExportOAuthSettings', inputs: 2 },
    { ProcedureName: 'GetAdminConsentURL', inputs: 3 },
    { ProcedureName: 'GetOAuthAccessToken', inputs: 8 },
    { ProcedureName: 'GetOAuthAuthorizationURL', inputs: 7 },
    { ProcedureName: 'RefreshOAuthAccessToken', inputs: 1 },
  ])
})
