import { expect, it } from 'vitest'
import { remoteFactsOf } from './remote-facts.ts'
import { aClient, aRequest } from './testing/test-client.ts'
import { type Reply, startServer } from './testing/test-server.ts'

async function failure(reply: Reply): Promise<unknown> {
  const server = await startServer(() => reply)
  const { client } = aClient(server)
  const query = { searchText: 'private words' }
  return client.send(aRequest({ query }), {}).catch((error: unknown) => error)
}

it('names host and template, never what was filled in', async () => {
  const error = await failure({
    status: 400,
    body: { message: 'bad', typeKey: 'ArgumentException' },
  })
  expect(String(error)).toMatch(
    /GET \{project\}\/_apis\/things on 127\.0\.0\.1:\d+ was answered 400$/,
  )
  expect(JSON.stringify(error)).not.toContain('private')
  expect(remoteFactsOf(error)).toEqual({
    status: 400,
    typeKey: 'ArgumentException',
    message: 'bad',
  })
})

it('says which scope is missing for 403', async () => {
  const server = await startServer(() => ({ status: 403, body: { message: 'TF401027: no' } }))
  const { client } = aClient(server)
  const read = aRequest({ template: '{project}/_apis/build/builds' })
  await expect(client.send(read, {})).rejects.toMatchObject({
    code: 'DEVOPSQL_PERMISSION_DENIED',
    detail: 'TF401027: no',
    hint: 'Ask for the permission to read it, and check that the token has the scope Build (Read).',
  })
})

it('tells the words of the service for a project that does not exist', async () => {
  const error = await failure({
    status: 404,
    body: {
      message: 'TF200016: The following project does not exist: x.',
      typeKey: 'ProjectDoesNotExistWithNameException',
    },
  })
  expect(error).toMatchObject({
    code: 'DEVOPSQL_NOT_FOUND',
    detail: 'TF200016: The following project does not exist: x.',
  })
})

it('takes a 404 in plain text, as unknown routes give it', async () => {
  const error = await failure({ status: 404, body: "The controller for path '/x' was not found." })
  expect(error).toMatchObject({ code: 'DEVOPSQL_NOT_FOUND' })
})

it('reads an error that begins with a byte order mark', async () => {
  const error = await failure({
    status: 503,
    headers: { 'content-type': 'application/json' },
    body: '\uFEFF{"message":"TF24668: The collection is stopped.","typeKey":"VssServiceException"}',
  })
  expect(error).toMatchObject({
    code: 'DEVOPSQL_REMOTE_ERROR',
    detail: 'TF24668: The collection is stopped.',
  })
})

it('survives an HTML page with 503 and a broken x-tfs-serviceerror', async () => {
  const error = await failure({
    status: 503,
    headers: { 'content-type': 'text/html', 'x-tfs-serviceerror': 'cut%2' },
    body: '<html></html>',
  })
  expect(error).toMatchObject({ code: 'DEVOPSQL_REMOTE_ERROR', detail: 'cut%2' })
})

it('points to AzureDevOpsServiceAPI when the version is refused', async () => {
  const error = await failure({
    status: 400,
    body: { message: 'out of range', typeKey: 'VssVersionOutOfRangeException' },
  })
  expect(error).toMatchObject({ hint: expect.stringContaining('AzureDevOpsServiceAPI') as unknown })
})

it('refuses a 200 that is neither JSON nor a sign-in page', async () => {
  expect(await failure({ body: 'hello' })).toMatchObject({ code: 'DEVOPSQL_INVALID_RESPONSE' })
})

it('reads the envelope of OData', async () => {
  const error = await failure({
    status: 400,
    body: { error: { code: '0', message: 'VS403483: no' } },
  })
  expect(error).toMatchObject({ detail: 'VS403483: no' })
})

it('says that a host refuses connections, after three tries', async () => {
  const { client, waits } = aClient({ url: 'http://127.0.0.1:1/contoso' })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_CONNECTION_FAILED',
    message: '127.0.0.1:1 refuses connections',
  })
  expect(waits).toHaveLength(2)
})

it('names a host that does not resolve', async () => {
  const { client } = aClient({ url: 'http://nowhere.invalid/contoso' })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_HOST_NOT_FOUND',
    message: 'the host nowhere.invalid does not resolve',
  })
})
