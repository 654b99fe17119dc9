import { parseConnectionString } from '@devopsql/connection-string'
import { expect, it } from 'vitest'
import { createSignIn, type SignIn } from './sign-in.ts'
import type { SignInInteraction } from './sign-in-context.ts'

let stores = 0

/** The sign-in of these properties, which keeps nothing yet. */
function aSignIn(properties: string, interaction: SignInInteraction): SignIn {
  const options = parseConnectionString(
    `Organization=contoso;AzureTenant=t1;OAuthClientId=app;OAuthSettingsLocation=memory://asking-${stores++};${properties}`,
    { authSchemes: ['Mine'] },
  )
  const authSchemes = { Mine: () => Promise.reject(new Error('not asked for')) }
  return createSignIn(options, { authSchemes, interaction, log: undefined })
}

async function failure(signIn: SignIn): Promise<unknown> {
  try {
    return await signIn.tokenProvider.getToken({})
  } catch (error) {
    return error
  } finally {
    await signIn.close()
  }
}

it.each(['AzureAD', 'AzureADDeviceCode'])(
  'asks nobody whom it must not ask with %s, whatever InitiateOAuth says',
  async (scheme) => {
    const interaction = {
      asking: 'never',
      isInteractive: true,
      openBrowser: () => Promise.reject(new Error('asked')),
      show: () => {
        throw new Error('asked')
      },
    } as const
    const properties = `AuthScheme=${scheme};InitiateOAuth=GETANDREFRESH`
    expect(await failure(aSignIn(properties, interaction))).toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      message: 'nobody is signed in',
    })
  },
)

it.each([
  ['AuthScheme=AzureAD;InitiateOAuth=REFRESH', 'with InitiateOAuth=REFRESH', 'InitiateOAuth'],
  ['AuthScheme=AzureAD;InitiateOAuth=OFF', 'with InitiateOAuth=OFF', 'InitiateOAuth'],
  ['AuthScheme=AzureADDeviceCode;InitiateOAuth=OFF', 'with InitiateOAuth=OFF', 'InitiateOAuth'],
  ['AuthScheme=AzureAD;OAuthAccessToken=x', 'where OAuthAccessToken is given', 'OAuthAccessToken'],
])('says that %s rules out a new sign-in', async (properties, why, what) => {
  expect(await failure(aSignIn(properties, { asking: 'anew' }))).toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message: `nobody is asked to sign in ${why}`,
    hint: `Leave out ${what}, or set InitiateOAuth=GETANDREFRESH.`,
  })
})

it('refuses a device code where nobody is asked', () => {
  expect(() => aSignIn('AuthScheme=Basic;PAT=x', { byDeviceCode: true })).toThrow(
    'nobody is asked to sign in with AuthScheme=Basic',
  )
})

it.each([
  ['AuthScheme=AzureAD', true],
  ['AuthScheme=AzureAD;InitiateOAuth=REFRESH;OAuthAccessToken=x', true],
  ['AuthScheme=AzureAD;OAuthAccessToken=x', false],
  ['AuthScheme=AzureAD;InitiateOAuth=OFF', false],
  ['AuthScheme=AzureADDeviceCode', true],
  ['AuthScheme=AzureADDeviceCode;InitiateOAuth=OFF', false],
  ['AuthScheme=AzureDefault', true],
  ['AuthScheme=AzureCLI', false],
  ['AuthScheme=Basic;PAT=x', false],
  ['AuthScheme=Mine', true],
])('knows whether a sign-in is kept with %s', (properties, isKept) => {
  expect(aSignIn(properties, {}).kept !== undefined).toBe(isKept)
})

it('keeps nothing for a token provider of the caller, and names no scheme', () => {
  const options = parseConnectionString('Organization=contoso;AuthScheme=AzureAD')
  const tokenProvider = { getToken: () => Promise.reject(new Error('not asked for')) }
  const { scheme, kept } = createSignIn(options, {
    tokenProvider,
    authSchemes: {},
    interaction: {},
    log: undefined,
  })
  expect([scheme, kept]).toEqual([undefined, undefined])
})
