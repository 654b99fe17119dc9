import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf } from '../testing/ids-of.ts'
import { aClient, aList } from '../testing/test-client.ts'
import { startServer } from '../testing/test-server.ts'

it('does not trust as many rows as the service ever gives, unless no more were wanted', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf([1, 2, 3]) } }))
  const { client } = aClient(server)
  const capped = aList({ paging: { kind: 'single', mostRows: 3 } })
  const roomy = aList({ paging: { kind: 'single', mostRows: 4 } })
  await expect(idsOf(readList(client, capped, {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: the service gives no more than 3 rows',
  })
  expect(await idsOf(readList(client, roomy, {}))).toEqual([1, 2, 3])
  expect(await idsOf(readList(client, { ...capped, limit: 3 }, {}))).toEqual([1, 2, 3])
})
