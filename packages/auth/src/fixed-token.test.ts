import { expect, it } from 'vitest'
import { personalAccessToken, staticToken, userPassword } from './fixed-token.ts'

it('sends a personal access token as Basic with an empty user name (P-AUTH-01)', async () => {
  expect(await personalAccessToken('MyPAT').getToken({})).toEqual({
    scheme: 'Basic',
    value: 'Ok15UEFU',
    expiresAt: undefined,
  })
})

it('sends user and password as Basic in UTF-8 (P-AUTH-02)', async () => {
  expect(await userPassword('jörg', 'p:w').getToken({})).toEqual({
    scheme: 'Basic',
    value: 'asO2cmc6cDp3',
    expiresAt: undefined,
  })
})

it('sends a static token as Bearer', async () => {
  const expiresAt = new Date('2026-01-01T00:00:00Z')
  expect(await staticToken('eyJ0', { expiresAt }).getToken({})).toEqual({
    scheme: 'Bearer',
    value: 'eyJ0',
    expiresAt,
  })
})

it('fails instead of giving a refused token again, and does not show it', async () => {
  const provider = personalAccessToken('MyPAT')
  const rejected = await provider.getToken({})
  const error: unknown = await provider.getToken({ rejected }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the personal access token was refused',
  })
  expect(JSON.stringify(error)).not.toMatch(/MyPAT|Ok15UEFU/)
})

it('gives its token when another one was refused', async () => {
  const rejected = { scheme: 'Basic', value: 'other', expiresAt: undefined } as const
  expect(await personalAccessToken('MyPAT').getToken({ rejected })).toMatchObject({
    value: 'Ok15UEFU',
  })
})

it('rejects with the reason of an aborted signal', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(staticToken('x').getToken({ signal })).rejects.toThrow('enough')
})
