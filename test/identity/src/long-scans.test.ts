import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { freePort } from './free-port.ts'
import { desktop, issuedTokens, propertiesOf } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'
import { person } from './person.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ emulator: { variants: { buildsMaxTop: 100 } } })
})
afterEach(() => world[Symbol.asyncDispose]())

/** Signed in by another program, whose tokens are handed over. */
const connectAs = async (initiateOAuth: string): Promise<Connection> => {
  const { accessToken, refreshToken } = await issuedTokens(world, desktop)
  return await world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=${initiateOAuth};${propertiesOf(desktop)}OAuthSettingsLocation=${join(world.folder, 'settings.txt')};OAuthAccessToken=${accessToken};OAuthRefreshToken=${refreshToken};`,
  )
}
const ids = async (connection: Connection, table: string): Promise<readonly number[]> => {
  const result = await connection.query(`SELECT * FROM ${table}`)
  const rows = await result.toArray()
  return rows.map(({ Id }) => Number(Id)).toSorted((left, right) => left - right)
}
const refreshes = (): number => world.identity.log.withGrant('refresh_token').length

describe('a token that ends in the middle of a scan', () => {
  it('is refreshed once, and no row is lost or doubled, in pages that are read at once', async () => {
    const connection = await connectAs('REFRESH')
    const all = await ids(connection, 'WorkItems')
    world.tokens.endAfter(5)
    expect(await ids(connection, 'WorkItems')).toEqual(all)
    expect(new Set(all).size).toBe(2_000)
    expect([refreshes(), world.tokens.used.length]).toEqual([1, 2])
  })

  it('is refreshed once, and no row is lost or doubled, in pages that follow each other', async () => {
    const connection = await connectAs('REFRESH')
    const all = await ids(connection, 'Builds')
    world.tokens.endAfter(4)
    expect(await ids(connection, 'Builds')).toEqual(all)
    expect(new Set(all).size).toBe(1_500)
    expect([refreshes(), world.tokens.used.length]).toEqual([1, 2])
  })

  it('is refreshed at each of its ends', async () => {
    const connection = await connectAs('REFRESH')
    for (const round of [1, 2, 3]) {
      world.tokens.endAfter(3)
      expect(await ids(connection, 'Builds')).toHaveLength(1_500)
      expect(refreshes()).toBe(round)
    }
  })

  it('is refreshed once for queries that run at the same time', async () => {
    const connection = await connectAs('REFRESH')
    world.tokens.endAfter(6)
    const [builds, workItems, again] = await Promise.all([
      ids(connection, 'Builds'),
      ids(connection, 'WorkItems'),
      ids(connection, 'WorkItems'),
    ])
    expect([builds.length, workItems.length, again.length]).toEqual([1_500, 2_000, 2_000])
    expect([refreshes(), world.tokens.used.length]).toEqual([1, 2])
  })

  it('ends the scan with what to do when there is no other: OFF refreshes nothing', async () => {
    const connection = await connectAs('OFF')
    world.tokens.endAfter(4)
    const { code, hint } = await failureOf(ids(connection, 'Builds'))
    expect([code, refreshes()]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', 0])
    expect(hint).toMatch(/token/)
  })

  it('ends the scan with how to sign in again when the refresh token is revoked too', async () => {
    const connection = await connectAs('REFRESH')
    await projectNames(connection)
    world.identity.revoke()
    world.tokens.endAfter(4)
    const { code, hint, detail } = await failureOf(ids(connection, 'Builds'))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(hint).toMatch(/devopsql login|GETANDREFRESH/)
    expect(detail).toContain('AADSTS50173')
  })

  it('stays out of sight when the refresh fails once because the service is busy', async () => {
    const connection = await connectAs('REFRESH')
    world.identity.faults.push({ status: 503, body: '<h1>Busy</h1>' })
    world.tokens.endAfter(4)
    expect(await ids(connection, 'Builds')).toHaveLength(1_500)
  })
})

describe('continuous access evaluation (K-AUTH-45 to 47)', () => {
  const nbf = { essential: true, value: '1793491200' }

  it('answers a claims challenge once, in the middle of a scan, and loses no row', async () => {
    const connection = await connectAs('REFRESH')
    const all = await ids(connection, 'WorkItems')
    world.tokens.challenge({ nbf })
    expect(await ids(connection, 'WorkItems')).toEqual(all)
    const asked = world.identity.log.withGrant('refresh_token')
    expect(asked).toHaveLength(1)
    expect(JSON.parse(asked[0]?.parameters['claims'] ?? '{}')).toMatchObject({
      access_token: { nbf, xms_cc: { values: ['CP1'] } },
    })
  })

  it('says with each request for tokens that it can answer challenges', async () => {
    const connection = await connectAs('REFRESH')
    await projectNames(connection)
    world.tokens.refuseUsed()
    await projectNames(connection)
    expect(world.tokens.used.at(-1)?.['xms_cc']).toEqual(['CP1'])
  })

  it('gives up when the new token is challenged again', async () => {
    const connection = await connectAs('REFRESH')
    await projectNames(connection)
    world.tokens.challengeForEver({ nbf })
    const { code } = await failureOf(projectNames(connection))
    expect([code, refreshes()]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', 1])
  })

  it('asks the person, with the same claims, when a refresh can’t satisfy them', async () => {
    const someone = person(world)
    const connection = await world.connect(
      `AuthScheme=AzureAD;InitiateOAuth=GETANDREFRESH;${propertiesOf(desktop)}CallbackURL=http://localhost:${await freePort()};OAuthSettingsLocation=memory://challenge;`,
      { interaction: someone.interaction },
    )
    await projectNames(connection)
    world.tokens.challenge({ nbf })
    world.identity.faults.push({
      status: 400,
      body: {
        error: 'interaction_required',
        error_description: 'AADSTS50076: Due to a configuration change you must use multi-factor.',
        error_codes: [50076],
        claims: JSON.stringify({ access_token: { nbf } }),
      },
    })
    expect(await projectNames(connection)).toEqual(projects)
    expect(someone.opened).toHaveLength(2)
    const claims = new URL(someone.opened[1] ?? '').searchParams.get('claims')
    expect(JSON.parse(claims ?? '{}')).toMatchObject({ access_token: { nbf } })
  })

  it('says how to sign in again when nobody can be asked', async () => {
    const connection = await connectAs('REFRESH')
    await projectNames(connection)
    world.tokens.challenge({ nbf })
    world.identity.faults.push({
      status: 400,
      body: {
        error: 'interaction_required',
        error_description: 'AADSTS50076: Due to a configuration change you must use multi-factor.',
        error_codes: [50076],
      },
    })
    const { code, hint } = await failureOf(projectNames(connection))
    expect(code).toBe('DEVOPSQL_SIGN_IN_FAILED')
    expect(hint).toMatch(/[Ss]ign in again/)
  })
})
