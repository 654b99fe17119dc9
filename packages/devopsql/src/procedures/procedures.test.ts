import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConnectionString } from '@devopsql/connection-string'
import { procedures } from '@devopsql/tables'
import { expect, it } from 'vitest'
import { createConnection } from '../connection.ts'
import type { Connection } from '../contract.ts'
import { type ConnectionLog, openConnectionLog } from '../log/connection-log.ts'
import type { OAuthProcedures, OAuthTokens } from './oauth-contract.ts'
import { oauthHandlers } from './oauth-handlers.ts'

const tokens: OAuthTokens = { accessToken: 'at', refreshToken: 'rt', expiresInSeconds: 3599 }

/** Procedures that answer without an identity service, and what they were asked. */
function aFake(answers: Partial<OAuthProcedures> = {}): {
  readonly oauth: OAuthProcedures
  readonly asked: unknown[]
} {
  const asked: unknown[] = []
  const noted =
    <Answer>(answer: Answer) =>
    async (inputs: unknown): Promise<Answer> => {
      asked.push(inputs)
      return await Promise.resolve(answer)
    }
  const oauth: OAuthProcedures = {
    authorizationUrl: noted({ url: 'https://login.example/authorize' }),
    accessToken: noted(tokens),
    refresh: noted(tokens),
    adminConsentUrl: noted({ url: 'https://login.example/adminconsent' }),
    exportSettings: noted({ location: '/home/me/OAuthSettings.txt' }),
    ...answers,
  }
  return { oauth, asked }
}

/** A connection that has no token and may ask for none, and what its procedures were asked. */
function signingIn(
  answers: Partial<OAuthProcedures> = {},
  log?: ConnectionLog,
): {
  readonly on: Connection
  readonly asked: unknown[]
} {
  const { oauth, asked } = aFake(answers)
  const options = parseConnectionString('Organization=contoso;PersonalAccessToken=unused')
  const on = createConnection(options, {
    signIn: {
      tokenProvider: {
        getToken: async () => await Promise.reject(new Error('a token was asked for')),
      },
      scheme: 'Basic',
      kept: undefined,
      close: async () => await Promise.resolve(),
    },
    tables: [],
    views: {},
    metadataDirectory: undefined,
    oauth,
    hosted: false,
    log,
  })
  return { on, asked }
}

async function failureOf(work: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  try {
    await work
  } catch (error) {
    const { code, message, hint, position } = error as Readonly<Record<string, unknown>>
    return { code, message, hint, position }
  }
  throw new Error('it worked')
}

it('has a handler for every procedure that is declared, and for no other', () => {
  expect(Object.keys(oauthHandlers(aFake().oauth))).toEqual(procedures.map(({ name }) => name))
})

// covers P-AUTH-20, P-AUTH-21
it('answers EXEC in one row with the declared columns, without token and request', async () => {
  const { on, asked } = signingIn()
  const result = await on.query(
    "EXEC GetOAuthAuthorizationURL @AuthMode='web', callbackurl=@where, Permissions='vso.work, vso.code', PKCE=TRUE",
    { where: 'https://app.example/cb' },
  )
  expect(result.columns).toEqual([
    { name: 'URL', type: 'VARCHAR', nullable: false, source: undefined },
    { name: 'State', type: 'VARCHAR', nullable: true, source: undefined },
    { name: 'PKCEVerifier', type: 'VARCHAR', nullable: true, source: undefined, sensitive: true },
  ])
  expect(await result.toArray()).toEqual([
    { URL: 'https://login.example/authorize', State: null, PKCEVerifier: null },
  ])
  expect(result.stats).toMatchObject({ rows: 1, requests: 0, complete: true, scans: [] })
  expect(asked).toEqual([
    {
      authMode: 'WEB',
      callbackUrl: 'https://app.example/cb',
      permissions: ['vso.work', 'vso.code'],
      pkce: true,
    },
  ])
})

// covers P-AUTH-23
it('gives the tokens in typed columns, also by the batch', async () => {
  const { on, asked } = signingIn()
  const sql = "EXECUTE CData.Information.GetOAuthAccessToken AuthMode='WEB', Verifier=?"
  const result = await on.query(sql, ['the code'])
  expect(result.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'OAuthAccessToken VARCHAR',
    'OAuthRefreshToken VARCHAR',
    'ExpiresIn INTEGER',
  ])
  const batches = []
  for await (const batch of result.batches()) batches.push(batch)
  expect(batches).toEqual([[['at', 'rt', 3599]]])
  expect(asked).toEqual([{ authMode: 'WEB', verifier: 'the code' }])
})

// covers P-API-08
it('calls procedures by name with values by name', async () => {
  const { on, asked } = signingIn()
  const inputs = { oauthrefreshtoken: 'rt0' }
  expect(await on.call('refreshOAuthAccessToken', inputs)).toEqual([
    { OAuthAccessToken: 'at', OAuthRefreshToken: 'rt', ExpiresIn: 3599 },
  ])
  expect(await on.call('[CData].Information.GetAdminConsentURL', { State: undefined })).toEqual([
    { URL: 'https://login.example/adminconsent' },
  ])
  expect(asked).toEqual([{ refreshToken: 'rt0' }, {}])
})

it('has a method for each procedure', async () => {
  const { on, asked } = signingIn({
    authorizationUrl: async () =>
      await Promise.resolve({ url: 'u', state: 's', pkceVerifier: 'v' }),
  })
  expect(await on.oauth.getAuthorizationUrl()).toEqual({ url: 'u', state: 's', pkceVerifier: 'v' })
  expect(
    await on.oauth.getAccessToken({
      authMode: 'WEB',
      verifier: 'code',
      pkceVerifier: 'v',
      state: 's',
      permissions: ['vso.work', 'vso.code'],
      scopes: ['openid'],
      callbackUrl: 'https://app.example/cb',
      prompt: 'login',
    }),
  ).toEqual(tokens)
  expect(await on.oauth.refreshAccessToken({ refreshToken: 'rt0' })).toEqual(tokens)
  expect(await on.oauth.getAdminConsentUrl({ state: 's' })).toEqual({
    url: 'https://login.example/adminconsent',
  })
  expect(await on.oauth.exportSettings({ passphrase: 'a long passphrase' })).toEqual({
    location: '/home/me/OAuthSettings.txt',
  })
  expect(asked).toEqual([
    {
      authMode: 'WEB',
      verifier: 'code',
      pkceVerifier: 'v',
      state: 's',
      permissions: ['vso.work', 'vso.code'],
      scopes: ['openid'],
      callbackUrl: 'https://app.example/cb',
      prompt: 'login',
    },
    { refreshToken: 'rt0' },
    { state: 's' },
    { passphrase: 'a long passphrase' },
  ])
})

it('takes permissions and scopes in a list or in one text', async () => {
  const { on, asked } = signingIn()
  await on.oauth.getAuthorizationUrl({ permissions: 'vso.work,vso.code', scopes: ['openid'] })
  await on.oauth.getAuthorizationUrl({ permissions: [], scopes: '' })
  expect(asked).toEqual([
    { permissions: ['vso.work', 'vso.code'], scopes: ['openid'], pkce: false },
    { pkce: false },
  ])
})

it('takes flags and numbers as other drivers write them', async () => {
  const { on, asked } = signingIn()
  for (const pkce of ["'TRUE'", '1', 'true', "'0'", 'NULL', "'false'"]) {
    await on.query(`EXEC GetOAuthAuthorizationURL PKCE=${pkce}, State=42`)
  }
  expect(asked).toEqual([
    { pkce: true, state: '42' },
    { pkce: true, state: '42' },
    { pkce: true, state: '42' },
    { pkce: false, state: '42' },
    { pkce: false, state: '42' },
    { pkce: false, state: '42' },
  ])
})

const invalid = 'DEVOPSQL_INVALID_PARAMETER'

it.each([
  [
    'EXEC GetOAuthAcessToken',
    'DEVOPSQL_UNDEFINED_PROCEDURE',
    5,
    'procedure GetOAuthAcessToken does not exist',
    'Did you mean GetOAuthAccessToken?',
  ],
  [
    "EXEC GetOAuthAccessToken @Verifer = 'tOkEn'",
    invalid,
    25,
    'procedure GetOAuthAccessToken has no input Verifer',
    'Did you mean Verifier?',
  ],
  [
    "EXEC RefreshOAuthAccessToken Frobnicate = 'tOkEn'",
    invalid,
    29,
    'procedure RefreshOAuthAccessToken has no input Frobnicate',
    'It takes OAuthRefreshToken.',
  ],
  [
    'EXEC CData.Information.RefreshOAuthAccessToken OAuthRefreshToken = NULL',
    invalid,
    23,
    'procedure RefreshOAuthAccessToken needs the input OAuthRefreshToken',
    'Write EXEC RefreshOAuthAccessToken OAuthRefreshToken = value. OAuthRefreshToken: The refresh token that came last.',
  ],
  [
    "EXEC RefreshOAuthAccessToken OAuthRefreshToken = ''",
    invalid,
    29,
    'procedure RefreshOAuthAccessToken is given an empty OAuthRefreshToken',
    'OAuthRefreshToken: The refresh token that came last.',
  ],
  [
    "EXEC GetOAuthAccessToken AuthMode = 'WBE', Verifier = 'tOkEn'",
    invalid,
    25,
    'procedure GetOAuthAccessToken allows no such value for AuthMode',
    'Did you mean WEB? It takes APP or WEB.',
  ],
  [
    "EXEC GetOAuthAccessToken AuthMode = 'tOkEn'",
    invalid,
    25,
    'procedure GetOAuthAccessToken allows no such value for AuthMode',
    'It takes APP or WEB.',
  ],
  [
    "EXEC GetOAuthAuthorizationURL PKCE = 'tOkEn'",
    'DEVOPSQL_TYPE_MISMATCH',
    30,
    'input PKCE of GetOAuthAuthorizationURL is TRUE or FALSE, and the value is none',
    'Write TRUE or FALSE.',
  ],
  [
    'EXEC GetOAuthAccessToken Verifier = TRUE',
    'DEVOPSQL_TYPE_MISMATCH',
    25,
    'input Verifier of GetOAuthAccessToken is a text, and the value is none',
    "Write a text in single quotes: 'text'.",
  ],
])('refuses %s', async (sql, ...expected) => {
  const [code, position, message, hint] = expected
  const { on, asked } = signingIn()
  expect(await failureOf(on.query(sql))).toEqual({ code, position, message, hint })
  expect(asked).toEqual([])
})

it('refuses calls that no text stands for', async () => {
  const { on } = signingIn()
  const failure = async (...given: readonly unknown[]): Promise<unknown> =>
    (await failureOf(on.call(...(given as Parameters<Connection['call']>))))['message']
  expect(await failure('GetOAuthAccessToken', ['tOkEn'])).toBe(
    'the inputs of a procedure are no object',
  )
  expect(await failure('GetOAuthAccessToken', null)).toBe('the inputs of a procedure are no object')
  expect(await failure('GetOAuthAccessToken', { verifier: 'a', Verifier: 'b' })).toBe(
    'procedure GetOAuthAccessToken is given Verifier twice',
  )
  expect(await failure('GetOAuthAccessToken', { Verifier: ['tOkEn'] })).toBe(
    'the value of argument Verifier is a list',
  )
})

it('leaves no secret in the log, given or got, in a statement or in a call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-procedures-'))
  const file = join(folder, 'devopsql.log')
  const log = openConnectionLog(
    parseConnectionString(`Organization=contoso;User=x;Password=y;Logfile=${file};Verbosity=5`),
  )
  const got = {
    accessToken: 'tOkEn-access-1',
    refreshToken: 'tOkEn-refresh-1',
    expiresInSeconds: 1,
  }
  const refuse = async (): Promise<never> =>
    await Promise.reject(new Error('tOkEn-refresh-1 and tOkEn-access-1 came back'))
  const { on } = signingIn(
    { accessToken: async () => await Promise.resolve(got), refresh: refuse },
    log,
  )
  const exec = "EXEC GetOAuthAccessToken Verifier='tOkEn-code-0001', State='s'"
  await on.query(exec)
  await on.query('EXEC GetOAuthAccessToken Verifier=?', ['tOkEn-code-0002'])
  await on.oauth.getAccessToken({ verifier: 'tOkEn-code-0003' })
  await failureOf(on.oauth.refreshAccessToken({ refreshToken: 'tOkEn-refresh-1' }))
  await on.close()
  const written = await readFile(file, 'utf8')
  await rm(folder, { recursive: true })
  expect(written).toContain('started: EXEC GetOAuthAccessToken Verifier=')
  expect(written).toContain('came back')
  expect(written).not.toContain('tOkEn')
})

it('is cancelled by its signal, and by closing the connection', async () => {
  const waiting: OAuthProcedures['accessToken'] = async (_, { signal }) =>
    await new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true })
    })
  const { on } = signingIn({ accessToken: waiting })
  const abort = new AbortController()
  const options = { signal: abort.signal }
  const byQuery = failureOf(on.query('EXEC GetOAuthAccessToken', [], options))
  const byCall = failureOf(on.oauth.getAccessToken({}, options))
  abort.abort()
  expect(await byQuery).toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  expect(await byCall).toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  const byClosing = failureOf(on.call('GetOAuthAccessToken'))
  await on.close()
  expect(await byClosing).toMatchObject({ message: 'stopped' })
  expect(await failureOf(on.call('GetOAuthAccessToken'))).toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})

it('is no query: nothing to explain, to export or to make a view of', async () => {
  const { on, asked } = signingIn()
  const target = { file: '/nowhere/rows.csv', format: 'csv' } as const
  const exec = "EXEC GetOAuthAccessToken Verifier='tOkEn'"
  expect(await failureOf(on.export(exec, target))).toMatchObject({
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    position: 0,
  })
  expect(await failureOf(on.query(`EXPLAIN ${exec}`))).toMatchObject({
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    position: 8,
  })
  expect(await failureOf(on.query(`CREATE LOCAL VIEW v AS ${exec}`))).toMatchObject({
    code: 'DEVOPSQL_SYNTAX_ERROR',
    position: 23,
  })
  expect(asked).toEqual([])
})

// covers P-SYS-05, P-SYS-06
it('lists the procedures and what goes in and comes out', async () => {
  const { on } = signingIn()
  const rowsOf = async (sql: string): Promise<unknown> => await (await on.query(sql)).toArray()
  expect(
    await rowsOf(
      "SELECT CatalogName, SchemaName, ProcedureName, ProcedureType FROM sys_procedures WHERE ProcedureName LIKE 'Get%' ORDER BY 3",
    ),
  ).toEqual(
    ['GetAdminConsentURL', 'GetOAuthAccessToken', 'GetOAuthAuthorizationURL'].map((name) => ({
      CatalogName: 'CData',
      SchemaName: 'Information',
      ProcedureName: name,
      ProcedureType: 'PROCEDURE',
    })),
  )
  const columns =
    'ColumnName, Direction, DataTypeName, DataType, IsRequired, IsNullable, "Values", "Default", Ordinal'
  expect(
    await rowsOf(
      `SELECT ${columns} FROM sys_procedureparameters WHERE ProcedureName = 'RefreshOAuthAccessToken' ORDER BY Ordinal`,
    ),
  ).toEqual(
    [
      ['OAuthRefreshToken', 1, 'VARCHAR', 12, true, false, null, null, 1],
      ['OAuthAccessToken', 4, 'VARCHAR', 12, false, false, null, null, 2],
      ['OAuthRefreshToken', 4, 'VARCHAR', 12, false, true, null, null, 3],
      ['ExpiresIn', 4, 'INTEGER', 4, false, false, null, null, 4],
    ].map(
      ([
        ColumnName,
        Direction,
        DataTypeName,
        DataType,
        IsRequired,
        IsNullable,
        Values,
        Default,
        Ordinal,
      ]) => ({
        ColumnName,
        Direction,
        DataTypeName,
        DataType,
        IsRequired,
        IsNullable,
        Values,
        Default,
        Ordinal,
      }),
    ),
  )
  expect(
    await rowsOf(
      `SELECT "Values", "Default" FROM sys_procedureparameters WHERE ProcedureName = 'GetOAuthAuthorizationURL' AND ColumnName IN ('AuthMode', 'PKCE') ORDER BY Ordinal`,
    ),
  ).toEqual([
    { Values: 'APP,WEB', Default: null },
    { Values: null, Default: 'false' },
  ])
})
