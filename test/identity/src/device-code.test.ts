import { join } from 'node:path'
import type { Connection } from 'devopsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { openWorld, type World } from './open-world.ts'
import { type Person, type PersonOptions, person } from './person.ts'
import { applications } from './server/directory.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

interface Opened {
  readonly connection: Connection
  readonly someone: Person
}
const open = async (more = '', options: PersonOptions = {}): Promise<Opened> => {
  const someone = person(world, options)
  const connection = await world.connect(
    `AuthScheme=AzureADDeviceCode;OAuthClientId=${applications.desktop};OAuthSettingsLocation=${join(world.folder, 'settings.txt')};${more}`,
    { interaction: someone.interaction },
  )
  return { connection, someone }
}
const deviceGrants = (): number => world.identity.log.withGrant('device_code').length

describe('AuthScheme=AzureADDeviceCode', () => {
  it('shows address and code, and goes on when somebody has signed in with them', async () => {
    const { connection, someone } = await open()
    expect(await projectNames(connection)).toEqual(projects)
    const [prompt] = someone.shown
    expect([someone.opened, someone.shown.length, prompt?.kind]).toEqual([[], 1, 'device-code'])
    expect(prompt?.url).toMatch(/^https:\/\/login\.microsoftonline\.com\//)
    expect(JSON.stringify(prompt)).toMatch(/enter the code [A-Z]{4}-[A-Z]{4} to authenticate/)
  })

  it('asks nobody on the second connection, and refreshes silently', async () => {
    await projectNames((await open()).connection)
    const polls = deviceGrants()
    world.tokens.refuseUsed()
    const { connection, someone } = await open()
    expect(await projectNames(connection)).toEqual(projects)
    expect([someone.shown, deviceGrants()]).toEqual([[], polls])
    expect(world.identity.log.withGrant('refresh_token')).toHaveLength(1)
  })

  it('asks once for queries that start at the same time', async () => {
    const { connection, someone } = await open()
    const answers = await Promise.all([projectNames(connection), projectNames(connection)])
    expect([answers, someone.shown.length]).toEqual([[projects, projects], 1])
  })

  it('says that the sign-in was declined', async () => {
    const { connection } = await open('', { declines: true })
    const { code, hint } = await failureOf(projectNames(connection))
    expect([code, hint]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', expect.stringMatching(/accept/)])
  })

  it('ends when the code has expired, and says to start again', async () => {
    const { connection } = await open('', {
      meddle: (url) => {
        world.identity.expire('DeviceCode')
        return url
      },
    })
    const { code, hint } = await failureOf(projectNames(connection))
    expect([code, hint]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', expect.stringMatching(/again/)])
  })

  it('ends when nobody signs in in time', async () => {
    const { connection } = await open('', { entersCodes: false, timeoutMs: 1_500 })
    const { code, message } = await failureOf(projectNames(connection))
    expect([code, message]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      'nobody signed in with the code in time',
    ])
  })

  it('ends at once when the query is given up, and asks no more', async () => {
    const giveUp = new AbortController()
    const { connection, someone } = await open('', {
      meddle: () => {
        giveUp.abort(new Error('enough'))
        return new Promise(() => undefined)
      },
    })
    const work = connection
      .query('SELECT Name FROM CData.Information.Projects', [], { signal: giveUp.signal })
      .then((result) => result.toArray())
    await expect(work).rejects.toThrow(/enough|cancel/i)
    expect(someone.shown).toHaveLength(1)
  })

  it('says that the tenant does not exist', async () => {
    const { connection, someone } = await open('AzureTenant=nowhere.example;')
    const { code, detail, hint } = await failureOf(projectNames(connection))
    expect([someone.shown, deviceGrants()]).toEqual([[], 0])
    expect([code, detail]).toEqual([
      'DEVOPSQL_SIGN_IN_FAILED',
      expect.stringContaining('AADSTS90002'),
    ])
    expect(hint).toContain('AzureTenant')
  })

  it('asks nobody with InitiateOAuth=REFRESH', async () => {
    const { connection, someone } = await open('InitiateOAuth=REFRESH;')
    const { code } = await failureOf(projectNames(connection))
    expect([code, someone.shown]).toEqual(['DEVOPSQL_SIGN_IN_FAILED', []])
  })
})
