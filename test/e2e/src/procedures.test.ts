import { expect, it } from 'vitest'
import { openOrganization } from './open-organization.ts'

// covers P-SQL-07
it('refuses the procedures of signing in where a personal access token signs in, without a request', async () => {
  await using organization = await openOrganization({ rows: { WorkItems: 5 } })
  const { on } = organization
  const refused = { code: 'DEVOPSQL_UNSUPPORTED_STATEMENT' }
  await expect(on.query("EXEC GetOAuthAuthorizationURL AuthMode='WEB'")).rejects.toMatchObject(
    refused,
  )
  await expect(on.call('GetOAuthAccessToken', { Verifier: 'x' })).rejects.toMatchObject(refused)
  await expect(on.oauth.getAdminConsentUrl()).rejects.toMatchObject(refused)
  const requests = await (await on.query('SELECT count(*) AS n FROM sys_requests')).toArray()
  expect(requests).toEqual([{ n: 0 }])
})

it('tells the shell the procedures with what goes in', async () => {
  await using organization = await openOrganization({ rows: { WorkItems: 5 } })
  const result = await organization.on.query(
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
  expect(result.stats.requests).toBe(0)
})
