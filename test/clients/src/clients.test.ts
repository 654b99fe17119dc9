import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedOf, expectedOfOurs } from './expected.ts'
import type { Found } from './node/checks.ts'
import { type OpenServer, openServer } from './open-server.ts'
import { clients } from './run-client.ts'

let server: OpenServer

beforeAll(async () => {
  server = await openServer()
})
afterAll(async () => await server[Symbol.asyncDispose]())

for (const [name, client] of Object.entries(clients)) {
  const { lacks } = client
  describe.skipIf(lacks !== undefined)(
    `${name}${lacks ? ` (needs ${lacks})` : ''} finds in devopsql`,
    () => {
      let found: Found
      beforeAll(async () => {
        found = await client.run(server.settings)
      })
      it.each(Object.entries({ ...expectedOf[name], ...expectedOfOurs[name] }))(
        '%s',
        (check, value) => {
          expect(found.get(check)).toEqual(value)
        },
      )
    },
  )
}
