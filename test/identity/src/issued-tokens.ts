import { request } from 'undici'
import type { World } from './open-world.ts'
import { browse } from './scripted-browser.ts'
import { applications, azureDevOps, contoso, webSecret } from './server/directory.ts'

/** An application as it signs in without the product. */
export interface Application {
  readonly id: string
  readonly secret?: string
}

export const desktop: Application = { id: applications.desktop }
export const web: Application = { id: applications.web, secret: webSecret }

export const callback = 'http://localhost:33333'

/** The address to which the browser of `alice` is sent back. */
export async function signedInAddress(world: World, url: string): Promise<string> {
  const redirect = new URL(url).searchParams.get('redirect_uri') ?? callback
  return (await browse(url, { dispatcher: world.dispatcher, stopAt: redirect })).url
}

const oauth = `https://login.microsoftonline.com/${contoso.id}/oauth2/v2.0`

/** The address that the browser of `alice` ends on after a sign-in without the product, with the code. */
export async function addressWithCode(world: World, application: Application): Promise<string> {
  const parameters = new URLSearchParams({
    client_id: application.id,
    response_type: 'code',
    scope: `${azureDevOps}/.default openid profile offline_access`,
    redirect_uri: callback,
    state: 'any',
  })
  return await signedInAddress(world, `${oauth}/authorize?${parameters.toString()}`)
}

export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** Tokens of `alice` that another program fetched. */
export async function issuedTokens(world: World, application: Application): Promise<IssuedTokens> {
  const back = new URL(await addressWithCode(world, application))
  const form = {
    grant_type: 'authorization_code',
    client_id: application.id,
    redirect_uri: callback,
    code: back.searchParams.get('code') ?? '',
    ...(application.secret !== undefined && { client_secret: application.secret }),
  }
  const { body } = await request(`${oauth}/token`, {
    method: 'POST',
    dispatcher: world.dispatcher,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  const answer = (await body.json()) as Record<string, string>
  return {
    accessToken: answer['access_token'] ?? '',
    refreshToken: answer['refresh_token'] ?? '',
  }
}

/** The application as connection properties. */
export function propertiesOf({ id, secret }: Application): string {
  return secret === undefined
    ? `OAuthClientId=${id};`
    : `OAuthClientId=${id};OAuthClientSecret=${secret};`
}
