import { startEmulator } from '@devopsql/emulator'
import pg from 'pg'
import { expect, it } from 'vitest'
import { startServer } from '../start-server.ts'
import { createLog } from '../telemetry/log.ts'
import { aConfig } from '../testing/a-config.ts'

it('warns of what a partial result lacks', async () => {
  await using emulator = await startEmulator({ rows: { Builds: 10 } })
  emulator.faults.add({ kind: 'forbidden', project: 'Contoso Web.Shop' })
  const config = aConfig(`${emulator.connectionString};AllowPartial=true`, {
    http: undefined,
    postgres: { host: '127.0.0.1', port: 0, tls: false, connections: 5 },
  })
  const log = createLog({ write: () => undefined }, 'silent')
  await using server = await startServer(config, { log })
  const port = server.listening[0]?.port ?? 0
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'ada', database: 'postgres' })
  const notices: string[] = []
  client.on('notice', ({ severity, code, message }) => {
    notices.push(`${severity} ${code} ${message}`)
  })
  await client.connect()
  const { rows } = await client.query('SELECT Id FROM Builds')
  await client.end()
  expect(rows.length).toBeGreaterThan(0)
  expect(notices).toEqual([
    expect.stringMatching(/^WARNING 01000 the result is partial: Builds lacks Contoso Web.Shop: /),
  ])
})
