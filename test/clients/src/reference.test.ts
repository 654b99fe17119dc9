import { testCertificates } from '@devopsql-test/identity/certificates'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedOf } from './expected.ts'
import type { Found } from './node/checks.ts'
import { postgresPrograms, type ReferenceServer, startReferenceServer } from './reference-server.ts'
import { clients } from './run-client.ts'

// The checks hold for PostgreSQL itself, or they would ask devopsql for something else than its clients expect.

const programs = await postgresPrograms()
let server: ReferenceServer | undefined

beforeAll(async () => {
  if (programs === undefined) return
  server = await startReferenceServer(programs, await testCertificates())
})
afterAll(async () => await server?.[Symbol.asyncDispose]())

for (const [name, client] of Object.entries(clients)) {
  const lacks =
    client.lacks ?? (programs === undefined ? 'PostgreSQL (Debian: postgresql)' : undefined)
  const title = lacks === undefined ? name : `${name} (needs ${lacks})`
  describe.skipIf(lacks !== undefined)(`${title} finds in PostgreSQL itself`, () => {
    let found: Found
    beforeAll(async () => {
      if (server !== undefined) found = await client.run(server.settings)
    })
    it.each(Object.entries(expectedOf[name] ?? {}))('%s', (check, value) => {
      expect(found.get(check)).toEqual(value)
    })
  })
}
