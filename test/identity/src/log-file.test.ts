import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignInInteraction } from 'devopsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './open-world.ts'
import { browse } from './scripted-browser.ts'
import { applications } from './server/directory.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => world[Symbol.asyncDispose]())

/** What was sent to the identity service and issued by it, as far as it opens anything. */
function secretsOfSignIn(): readonly string[] {
  const { requests, issued } = world.identity.log
  const sent = requests.flatMap(({ parameters }) =>
    ['code', 'code_verifier', 'refresh_token', 'client_secret', 'device_code', 'client_assertion']
      .map((name) => parameters[name])
      .filter((value) => value !== undefined),
  )
  return [...sent, ...issued.map(({ value }) => value)]
}

const ways: Readonly<Record<string, { scheme: string; interaction: SignInInteraction }>> = {
  'a browser': {
    scheme: `AzureAD;InitiateOAuth=GETANDREFRESH;CallbackURL=http://localhost:0`,
    interaction: {
      isInteractive: true,
      show: () => undefined,
      openBrowser: async (url) => {
        void browse(url, { dispatcher: world.dispatcher })
        return await Promise.resolve(true)
      },
    },
  },
  'a device code': {
    scheme: 'AzureADDeviceCode;InitiateOAuth=GETANDREFRESH',
    interaction: {
      isInteractive: true,
      show: (prompt) => {
        const { userCode, url } = prompt as { readonly userCode?: string; readonly url: string }
        const options = userCode === undefined ? {} : { userCode }
        void browse(url, { dispatcher: world.dispatcher, ...options })
      },
    },
  },
}

it.each(Object.keys(ways))(
  'has no secret of signing in by %s, at the highest level',
  async (name) => {
    const path = join(world.folder, `${name}.log`)
    const { scheme, interaction } = ways[name] ?? { scheme: '', interaction: {} }
    const connection = await world.connect(
      `AuthScheme=${scheme};OAuthClientId=${applications.desktop};OAuthSettingsLocation=memory://${name};Logfile=${path};Verbosity=5;`,
      { interaction },
    )
    await (await connection.query('SELECT Name FROM Projects')).toArray()
    await connection.close()
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/ 3 OAUT .*"access_token":"\(removed\)"/)
    expect(text).toMatch(/ 2 OAUT .* first token: Bearer/)
    expect(text).toMatch(/ 4 SSL .*tunnel through .* to login\.microsoftonline\.com/)
    const secrets = secretsOfSignIn()
    expect(secrets.length).toBeGreaterThan(4)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  },
)
