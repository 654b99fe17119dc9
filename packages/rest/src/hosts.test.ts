import { expect, it } from 'vitest'
import { createHosts } from './hosts.ts'
import { aClient, aRequest } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'

const graphArea = 'bb1e7ec9-e901-4b68-999a-de7012b920f8'

function areas(locationUrl: string): unknown {
  return { count: 1, value: [{ id: graphArea, name: 'Graph', locationUrl }] }
}

function urlOf(hosts: ReturnType<typeof createHosts>, service: 'core' | 'graph'): string {
  const base = hosts.baseOf(service)
  return base.origin + base.path
}

it('knows the host of each service in the cloud', () => {
  const hosts = createHosts(undefined, 'contoso')
  expect(urlOf(hosts, 'core')).toBe('https://dev.azure.com/contoso')
  expect(urlOf(hosts, 'graph')).toBe('https://vssps.dev.azure.com/contoso')
})

it.each([
  [
    'http://server:8080/tfs/DefaultCollection',
    'defaultcollection',
    'http://server:8080/tfs/DefaultCollection',
  ],
  ['http://server:8080/tfs/', 'Main', 'http://server:8080/tfs/Main'],
  ['http://server', undefined, 'http://server'],
  ['https://server/My%20Collection/', 'my collection', 'https://server/My%20Collection'],
])('takes %s with organization %s as %s', (baseUrl, organization, expected) => {
  expect(urlOf(createHosts(baseUrl, organization), 'graph')).toBe(expected)
})

it('moves a service to where ResourceAreas says', () => {
  const hosts = createHosts('https://server', 'contoso')
  hosts.move(areas('https://graph.server/contoso/'))
  expect(urlOf(hosts, 'graph')).toBe('https://graph.server/contoso')
  expect(urlOf(hosts, 'core')).toBe('https://server/contoso')
})

it('never moves from https to http, or to what is no web address', () => {
  const hosts = createHosts('https://server', 'contoso')
  hosts.move(areas('http://graph.server/contoso/'))
  hosts.move(areas('file:///etc/passwd'))
  expect(urlOf(hosts, 'graph')).toBe('https://server/contoso')
})

it.each([[undefined], [null], [{ count: 0, value: null }], [{ value: [null, 1, {}] }], ['text']])(
  'leaves everything on the base for %j',
  (body) => {
    const hosts = createHosts('http://server', 'contoso')
    hosts.move(body)
    expect(urlOf(hosts, 'graph')).toBe('http://server/contoso')
  },
)

it('refuses a URL that is none, and the lack of both names', () => {
  expect(() => createHosts('server', 'contoso')).toThrow('the property URL is not an http')
  expect(() => createHosts(undefined, undefined)).toThrow('neither Organization nor URL')
})

it('asks for ResourceAreas once per client and sends services there', async () => {
  const graph = await startServer(() => ({ body: { value: ['graph'] } }))
  const server = await startServer(() => ({ body: { value: ['core'] } }), {
    resourceAreas: areas(`${graph.url}/`),
  })
  const { client } = aClient(server)
  const answers = await Promise.all([
    client.send(aRequest({ service: 'graph' }), {}),
    client.send(aRequest({ service: 'core' }), {}),
    client.send(aRequest({ service: 'graph' }), {}),
  ])
  expect(answers.map((answer) => answer.body)).toEqual([
    { value: ['graph'] },
    { value: ['core'] },
    { value: ['graph'] },
  ])
  const asked = client.ledger.entries().filter((entry) => entry.template === '_apis/ResourceAreas')
  expect(asked).toHaveLength(1)
})

it('tries ResourceAreas again after a query that was cancelled', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server)
  const controller = new AbortController()
  const first = client.send(aRequest(), { signal: controller.signal })
  const second = client.send(aRequest(), {})
  controller.abort()
  await expect(first).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  expect((await second).status).toBe(200)
})
