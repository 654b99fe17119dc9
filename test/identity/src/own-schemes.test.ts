import type { AuthSchemeFactory } from 'devopsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { openWorld, type World } from './open-world.ts'
import { applications, azureDevOps, contoso, webSecret } from './server/directory.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** Fetches tokens with the client credentials in the properties, through the connection's own HTTP. */
const mine: AuthSchemeFactory = (properties, { http }) => ({
  getToken: async ({ signal }) => {
    const { status, text } = await http({
      method: 'POST',
      url: `https://login.microsoftonline.com/${properties.AzureTenant}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: properties.OAuthClientId ?? '',
        client_secret: properties.OAuthClientSecret ?? '',
        scope: `${azureDevOps}/.default`,
      }).toString(),
      signal,
    })
    if (status !== 200) throw new Error(`the identity service answered ${status}`)
    const { access_token: value, expires_in: seconds } = JSON.parse(text) as {
      access_token: string
      expires_in: number
    }
    return { scheme: 'Bearer', value, expiresAt: new Date(Date.now() + seconds * 1_000) }
  },
})
const properties = (secret: string): string =>
  `AuthScheme=Mine;AzureTenant=${contoso.id};OAuthClientId=${applications.web};OAuthClientSecret=${secret};`

it('signs in by a scheme of one’s own, through the proxy and with the certificates of the connection', async () => {
  const connection = await world.connect(properties(webSecret), { authSchemes: { Mine: mine } })
  expect(await projectNames(connection)).toEqual(projects)
  expect(await projectNames(connection)).toEqual(projects)
  expect(world.identity.log.withGrant('client_credentials')).toHaveLength(1)
})

it('asks such a scheme again when its token is refused', async () => {
  const connection = await world.connect(properties(webSecret), { authSchemes: { Mine: mine } })
  await projectNames(connection)
  world.tokens.refuseUsed()
  expect(await projectNames(connection)).toEqual(projects)
  expect(world.identity.log.withGrant('client_credentials')).toHaveLength(2)
})

it('wraps what such a scheme throws, with its cause', async () => {
  const connection = await world.connect(properties('guessed'), { authSchemes: { Mine: mine } })
  const { code, cause } = await failureOf(projectNames(connection))
  expect([code, String(cause)]).toEqual([
    'DEVOPSQL_SIGN_IN_FAILED',
    'Error: the identity service answered 401',
  ])
})

it('refuses a scheme that nobody brought', async () => {
  const { code, message } = await failureOf(world.connect(properties(webSecret)))
  expect([code, message]).toEqual(['DEVOPSQL_INVALID_PROPERTY', expect.stringContaining('Mine')])
})
