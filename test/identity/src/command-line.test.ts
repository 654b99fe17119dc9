import { join } from 'node:path'
import { request } from 'undici'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectNames, projects } from './ask.ts'
import { leaksIn, runningCommands, type Secret } from './canary.ts'
import { type Ended, type Running, start } from './command-line.ts'
import { freePort } from './free-port.ts'
import { issuedTokens, propertiesOf, web } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'
import { browse } from './scripted-browser.ts'
import { webSecret } from './server/directory.ts'
import { installBrowser } from './writing-browser.ts'

let world: World
let connectionString: string
let port: number
const sql = 'SELECT Name FROM CData.Information.Projects'
const rows = projects.map((Name) => `${JSON.stringify({ Name })}\n`).join('')
beforeEach(async () => {
  world = await openWorld()
  port = await freePort()
  connectionString = `${world.properties}AuthScheme=AzureAD;${propertiesOf(web)}OAuthSettingsLocation=${join(world.folder, 'settings.txt')};CallbackURL=http://localhost:${port};`
})
afterEach(() => world[Symbol.asyncDispose]())

const query = (more = '', environment: Readonly<Record<string, string>> = {}): Running =>
  start(['query', sql, '--format', 'ndjson'], {
    DEVOPSQL_CONNECTION: `${connectionString}${more}`,
    ...environment,
  })
const secrets = (): readonly Secret[] => [
  { name: 'client secret', value: webSecret },
  ...world.identity.log.issued.map(({ kind, value }) => ({ name: kind, value })),
]
const leaksOf = ({ output, errors }: Ended): readonly string[] =>
  leaksIn(
    [
      { place: 'standard output', text: output },
      { place: 'standard error', text: errors },
    ],
    secrets(),
  )

it('refreshes once for six processes that start together, and loses no refresh token', {
  timeout: 90_000,
}, async () => {
  const { refreshToken } = await issuedTokens(world, web)
  const properties = connectionString.slice(world.properties.length)
  await projectNames(
    await world.connect(`${properties}InitiateOAuth=REFRESH;OAuthRefreshToken=${refreshToken};`),
  )
  world.tokens.refuseUsed()
  const runs = Array.from({ length: 6 }, () => query('InitiateOAuth=REFRESH;'))
  const ended = await Promise.all(runs.map((run) => run.ended))
  expect(ended).toEqual(ended.map(() => ({ status: 0, output: rows, errors: '' })))
  const refreshes = world.identity.log.withGrant('refresh_token')
  expect(refreshes.map(({ status }) => status)).toEqual([200, 200])
  world.tokens.refuseUsed()
  const later = await world.connect(`${properties}InitiateOAuth=REFRESH;`)
  expect(await projectNames(later)).toEqual(projects)
})

it('opens the browser, tells its address, and shows the rows when somebody has signed in', async () => {
  const browser = await installBrowser(world.folder)
  const run = query('InitiateOAuth=GETANDREFRESH;', browser.environment)
  const url = await browser.url()
  expect(leaksIn(await runningCommands(), secrets())).toEqual([])
  await browse(url, { dispatcher: world.dispatcher })
  const ended = await run.ended
  expect([ended.status, ended.output]).toEqual([0, rows])
  expect(ended.errors).toContain(url)
  expect(leaksOf(ended)).toEqual([])
})

it('ends cleanly with Ctrl-C while it waits for the person', async () => {
  const browser = await installBrowser(world.folder)
  const run = query('InitiateOAuth=GETANDREFRESH;', browser.environment)
  await browser.url()
  run.process.kill('SIGINT')
  const ended = await run.ended
  expect([ended.status, ended.output]).toEqual([130, ''])
  await expect(request(`http://localhost:${port}/`)).rejects.toThrow()
})

it('ends with exit code 3 when nobody is signed in, and says how to', async () => {
  const ended = await query('InitiateOAuth=REFRESH;').ended
  expect([ended.status, ended.output]).toEqual([3, ''])
  expect(ended.errors).toMatch(/devopsql login/)
})

it('tells no secret when the identity service quotes them all', async () => {
  const { refreshToken } = await issuedTokens(world, web)
  for (let count = 0; count < 4; count++)
    world.identity.faults.push({
      status: 400,
      body: (sent) => ({
        error: 'invalid_grant',
        error_description: `AADSTS70000: ${sent.toString()}`,
      }),
    })
  const ended = await query(`InitiateOAuth=REFRESH;OAuthRefreshToken=${refreshToken};`).ended
  expect(ended.status).toBe(3)
  expect(leaksOf(ended)).toEqual([])
})
