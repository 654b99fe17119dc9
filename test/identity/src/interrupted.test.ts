import type { Connection } from 'devopsql'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, projectNames, projects } from './ask.ts'
import { freePort } from './free-port.ts'
import { desktop, propertiesOf } from './issued-tokens.ts'
import { openWorld, type World } from './open-world.ts'
import { type Person, person } from './person.ts'

let world: World
let port: number
beforeEach(async () => {
  world = await openWorld()
  port = await freePort()
})
afterEach(() => world[Symbol.asyncDispose]())

let names = 0
const open = (someone: Person): Promise<Connection> =>
  world.connect(
    `AuthScheme=AzureAD;InitiateOAuth=GETANDREFRESH;${propertiesOf(desktop)}CallbackURL=http://localhost:${port};OAuthSettingsLocation=memory://interrupted-${names++};`,
    { interaction: someone.interaction },
  )
/** A person who signs in only when they are told to. */
const hesitant = (): { readonly someone: Person; readonly goOn: () => void } => {
  let goOn = (): void => undefined
  const told = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const meddle = async (url: string): Promise<string> => {
    await told
    return url
  }
  return { someone: person(world, { meddle }), goOn: () => goOn() }
}
const ask = (connection: Connection, signal: AbortSignal): Promise<readonly unknown[]> =>
  connection
    .query('SELECT Name FROM CData.Information.Projects', [], { signal })
    .then((result) => result.toArray())

describe('a sign-in that is interrupted', () => {
  it('goes on for the query that still waits when another one is given up', async () => {
    const { someone, goOn } = hesitant()
    const connection = await open(someone)
    const giveUp = new AbortController()
    const first = failureOf(ask(connection, giveUp.signal))
    const second = projectNames(connection)
    await vi.waitFor(() => expect(someone.opened).toHaveLength(1))
    giveUp.abort(new Error('enough'))
    expect(String(await first)).toMatch(/enough|cancel/i)
    goOn()
    expect(await second).toEqual(projects)
    expect(someone.opened).toHaveLength(1)
  })

  it('can be started again after it was given up', async () => {
    const { someone } = hesitant()
    const connection = await open(someone)
    const giveUp = new AbortController()
    const first = failureOf(ask(connection, giveUp.signal))
    await vi.waitFor(() => expect(someone.opened).toHaveLength(1))
    giveUp.abort(new Error('enough'))
    await first
    await vi.waitFor(() => expect(request(`http://localhost:${port}/`)).rejects.toThrow())
    const eager = await open(person(world))
    expect(await projectNames(eager)).toEqual(projects)
  })

  it('ends when the connection is closed, and frees the port', async () => {
    const { someone } = hesitant()
    const connection = await open(someone)
    const work = failureOf(projectNames(connection))
    await vi.waitFor(() => expect(someone.opened).toHaveLength(1))
    await connection.close()
    expect((await work).code).toMatch(/^DEVOPSQL_(CLOSED|CANCELLED)$/)
    await vi.waitFor(() => expect(request(`http://localhost:${port}/`)).rejects.toThrow())
  })

  it('happens once for queries that start at the same time', async () => {
    const someone = person(world)
    const connection = await open(someone)
    const answers = await Promise.all([projectNames(connection), projectNames(connection)])
    expect([answers, someone.opened.length]).toEqual([[projects, projects], 1])
  })
})
