import { startEmulator } from '@devopsql/emulator'
import { connect } from 'devopsql'
import { serialize } from 'pg-protocol'
import { describe, expect, it } from 'vitest'
import { createScramVerifier } from './scram/scram-verifier.ts'
import { scramClient } from './testing/scram-client.ts'
import { startupPacket } from './testing/startup-packet.ts'
import { anAccount, createWireClient, openWireClient } from './testing/wire-client.ts'

const startup = startupPacket({ user: 'ada' })
const verifier = await createScramVerifier('geheim')

it('tells what PostgreSQL 15 tells, then a key of four bytes', async () => {
  const client = createWireClient()
  client.send(startup)
  expect(await client.until('ReadyForQuery')).toEqual([
    'Authentication ok',
    'BackendKeyData 4',
    'ParameterStatus application_name',
    'ParameterStatus client_encoding=UTF8',
    'ParameterStatus DateStyle=ISO, MDY',
    'ParameterStatus default_transaction_read_only=off',
    'ParameterStatus in_hot_standby=off',
    'ParameterStatus integer_datetimes=on',
    'ParameterStatus IntervalStyle=postgres',
    'ParameterStatus is_superuser=off',
    'ParameterStatus server_encoding=UTF8',
    'ParameterStatus server_version=15.14',
    'ParameterStatus session_authorization=ada',
    'ParameterStatus standard_conforming_strings=on',
    'ParameterStatus TimeZone=UTC',
    'ReadyForQuery I',
  ])
  expect(client.events).toEqual([{ kind: 'began', user: 'ada', database: '' }])
})

it('goes on with 3.2 and a longer key, and names the options that it does not know', async () => {
  const client = createWireClient()
  client.send(startupPacket({ user: 'ada', '_pq_.magic': '1' }, 9))
  const lines = await client.until('ReadyForQuery')
  expect(lines[0]).toBe('NegotiateProtocolVersion 2 _pq_.magic')
  expect(lines).toContain('BackendKeyData 32')
})

it('takes settings from the packet and from its options', async () => {
  const client = await openWireClient(
    {},
    { TimeZone: 'Europe/Berlin', options: '-c statement_timeout=5s --application-name=a\\ b' },
  )
  expect(await client.query('SHOW timezone')).toContain('DataRow Europe/Berlin')
  expect(await client.query('SHOW statement_timeout')).toContain('DataRow 5s')
  expect(await client.query('SHOW application_name')).toContain('DataRow a b')
  await client.query("SET timezone = 'UTC'")
  await client.query('RESET timezone')
  expect(await client.query('SHOW timezone')).toContain('DataRow Europe/Berlin')
})

describe('refuses', () => {
  it.each([
    [{ user: '' }, '28000 no PostgreSQL user name specified in startup packet'],
    [
      { user: 'ada', client_encoding: 'LATIN1' },
      '22023 invalid value for parameter "client_encoding": "LATIN1"',
    ],
    [{ user: 'ada', nonsense: '1' }, '42704 unrecognized configuration parameter "nonsense"'],
    [{ user: 'ada', replication: 'database' }, '0A000 replication is not supported'],
    [{ user: 'ada', options: '-x' }, '42601 invalid command-line argument for server process: -x'],
  ])('%o', async (parameters, report) => {
    const client = createWireClient()
    client.send(startupPacket(parameters as Record<string, string>))
    expect(await client.until('Error')).toContain(`Error FATAL ${report}`)
    await client.session.ended
    expect(client.isEnded).toBe(true)
  })

  it('what its host refuses, with the code of its host', async () => {
    const refusal = { kind: 'refused', sqlstate: '53300', message: 'too many' } as const
    const client = createWireClient({ host: { authenticate: () => refusal } })
    client.send(startup)
    expect(await client.until('Error')).toEqual(['Error FATAL 53300 too many'])
  })

  it('a database that is not there, tells its host, and lets go of its connection', async () => {
    await using emulator = await startEmulator({ rows: { WorkItems: 1 } })
    await using connection = await connect(emulator.connectionString)
    let released = 0
    const release = (): void => {
      released += 1
    }
    const account = { connect: async () => await Promise.resolve({ connection, release }) }
    const client = createWireClient({ host: { authenticate: () => ({ kind: 'trust', account }) } })
    client.send(startupPacket({ user: 'ada', database: 'Project_Nothing' }))
    await client.session.ended
    expect(await client.until('Error')).toContain(
      'Error FATAL 3D000 database "Project_Nothing" does not exist',
    )
    expect(client.events).toContainEqual({ kind: 'refused', address: 'test', sqlstate: '3D000' })
    expect(released).toBe(1)
  })

  it('what is no message, and ends', async () => {
    const client = createWireClient()
    client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
    expect((await client.until('Error')).at(-1)).toMatch(/^Error FATAL 08P01 startup packet of/)
    await client.session.ended
  })

  it('a client that takes too long', async () => {
    const client = createWireClient({ host: { startupTimeoutMs: 20 } })
    client.send(startup.subarray(0, 5))
    expect(await client.until('Error')).toEqual([
      'Error FATAL 57014 canceling authentication due to timeout',
    ])
    await client.session.ended
  })

  it('bytes in clear behind the request for encryption', async () => {
    const transport = { startTls: async () => await Promise.resolve({}) }
    const client = createWireClient({ transport })
    client.send(Buffer.concat([serialize.requestSsl(), startup]))
    await client.session.ended
    expect(client.events).toEqual([
      { kind: 'refused', address: 'test', sqlstate: '08P01' },
      { kind: 'ended', reason: 'received unencrypted data after SSL request' },
    ])
  })
})

it('encrypts where the transport can, and says no where it cannot', async () => {
  let isEncrypted = false
  const transport = {
    isLoopback: false,
    startTls: async () => {
      isEncrypted = true
      return await Promise.resolve({})
    },
    write: async (bytes: Uint8Array) => {
      answers.push(Buffer.from(bytes).toString('latin1'))
      await Promise.resolve()
    },
  }
  const answers: string[] = []
  const client = createWireClient({ transport })
  client.send(serialize.requestSsl())
  await expect.poll(() => isEncrypted).toBe(true)
  expect(answers).toEqual(['S'])
})

describe('passwords', () => {
  const account = anAccount()

  it('proves a password by SCRAM', async () => {
    const client = createWireClient({
      host: { authenticate: () => ({ kind: 'scram', verifier, account }) },
    })
    const lines = await scramClient(client, { user: 'ada', password: 'geheim' })
    expect(lines.at(-1)).toBe('ReadyForQuery I')
  })

  it.each([
    ['a wrong password', verifier],
    ['a user who does not exist', undefined],
  ])('refuses %s with the same words', async (_, known) => {
    const client = createWireClient({
      host: { authenticate: () => ({ kind: 'scram', verifier: known, account }) },
    })
    const lines = await scramClient(client, { user: 'ada', password: 'falsch' })
    expect(lines.at(-1)).toBe('Error FATAL 28P01 password authentication failed for user "ada"')
  })

  it('gives a user who does not exist the same salt each time', async () => {
    const host = { authenticate: () => ({ kind: 'scram', verifier: undefined, account }) as const }
    const salts: (string | undefined)[] = []
    for (const user of ['ada', 'ada', 'bob']) {
      const client = createWireClient({ host })
      salts.push(
        (await scramClient(client, { user, password: 'x' })).find((line) =>
          line.startsWith('salt'),
        ),
      )
    }
    expect(salts[0]).toBe(salts[1])
    expect(salts[0]).not.toBe(salts[2])
  })

  const byPassword = {
    authenticate: () =>
      ({
        kind: 'password',
        check: async (password: string) =>
          await Promise.resolve(password === 'geheim' ? account : undefined),
      }) as const,
  }

  it.each([
    ['geheim', 'ReadyForQuery I'],
    ['falsch', 'Error FATAL 28P01 password authentication failed for user "ada"'],
    ['', 'Error FATAL 28P01 password authentication failed for user "ada"'],
  ])('asks its host about %j', async (password, last) => {
    const client = createWireClient({ host: byPassword })
    client.send(startup)
    await client.until('Authentication cleartext')
    client.send(serialize.password(password))
    expect((await client.until(last.slice(0, 5))).at(-1)).toBe(last)
  })

  it('takes none in clear from another machine', async () => {
    const client = createWireClient({ host: byPassword, transport: { isLoopback: false } })
    client.send(startup)
    expect(await client.until('Error')).toEqual([
      'Error FATAL 28000 a password in clear needs an encrypted connection',
    ])
  })
})
