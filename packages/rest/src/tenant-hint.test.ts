import { describe, expect, it } from 'vitest'
import type { Answer } from './exchange.ts'
import { tenantHint } from './tenant-hint.ts'

const contoso = '11111111-2222-4333-8444-555555555555'
const fabrikam = '66666666-7777-4888-8999-aaaaaaaaaaaa'

function refusal(tenant: string | undefined): Answer {
  const headers = { 'x-vss-resourcetenant': tenant }
  return { status: 401, headers, kind: 'none', body: undefined, bytes: 0 }
}
function bearerOf(claims: unknown): { readonly authorization: string } {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return { authorization: `Bearer e30.${payload}.signature` }
}

describe('tenantHint', () => {
  it('names both tenants when they differ', () => {
    expect(tenantHint(refusal(contoso.toUpperCase()), bearerOf({ tid: fabrikam }))).toBe(
      `The token is of the tenant ${fabrikam}, the organization belongs to ${contoso}: set AzureTenant=${contoso}, or sign in with an account of that tenant.`,
    )
  })

  it('says nothing where the tenants are the same or one is not known', () => {
    const personal = '00000000-0000-0000-0000-000000000000'
    expect(tenantHint(refusal(contoso), bearerOf({ tid: contoso.toUpperCase() }))).toBeUndefined()
    expect(tenantHint(refusal(undefined), bearerOf({ tid: fabrikam }))).toBeUndefined()
    expect(tenantHint(refusal(personal), bearerOf({ tid: fabrikam }))).toBeUndefined()
    expect(tenantHint(refusal(contoso), bearerOf({}))).toBeUndefined()
  })

  it('says nothing of other tokens, and repeats no text that is no id', () => {
    const basic = { authorization: 'Basic OnNlY3JldA==' }
    expect(tenantHint(refusal(contoso), basic)).toBeUndefined()
    expect(tenantHint(refusal(contoso), { authorization: 'Bearer not.json.text' })).toBeUndefined()
    expect(tenantHint(refusal(contoso), bearerOf({ tid: 'a secret' }))).toBeUndefined()
    expect(tenantHint(refusal(contoso), bearerOf('text'))).toBeUndefined()
  })
})
