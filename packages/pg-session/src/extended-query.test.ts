import { serialize } from 'pg-protocol'
import { describe, expect, it } from 'vitest'
import { openWireClient } from './testing/wire-client.ts'

const numbers = 'SELECT * FROM (VALUES (1), (2), (3), (4), (5)) AS v(n)'

/** Sends messages and Sync, and gives what comes up to ReadyForQuery. */
async function exchange(...messages: readonly Uint8Array[]): Promise<readonly string[]> {
  const client = await openWireClient()
  client.send(...messages, serialize.sync())
  return await client.until('ReadyForQuery')
}

it('parses, binds, describes and executes', async () => {
  expect(
    await exchange(
      serialize.parse({ text: 'SELECT $1 + 1 AS x, $2 AS y', types: [23] }),
      serialize.describe({ type: 'S' }),
      serialize.bind({ values: ['41', 'hé'] }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    ),
  ).toEqual([
    'ParseComplete',
    'ParameterDescription 23 25',
    'RowDescription x:23 y:25',
    'BindComplete',
    'RowDescription x:23 y:25',
    'DataRow 42|hé',
    'CommandComplete SELECT 1',
    'ReadyForQuery I',
  ])
})

it('runs a named statement again and again', async () => {
  const client = await openWireClient()
  client.send(serialize.parse({ name: 's', text: 'SELECT $1::int * 2 AS x' }), serialize.sync())
  await client.until('ReadyForQuery')
  for (const value of ['1', '2', null]) {
    client.send(
      serialize.bind({ statement: 's', values: [value] }),
      serialize.execute({}),
      serialize.sync(),
    )
  }
  expect(await client.until('ReadyForQuery')).toContain('DataRow 2')
  expect(await client.until('ReadyForQuery')).toContain('DataRow 4')
  expect(await client.until('ReadyForQuery')).toContain('DataRow NULL')
})

it('gives rows bit by bit while a transaction lasts', async () => {
  const client = await openWireClient()
  await client.query('BEGIN')
  client.send(
    serialize.parse({ text: numbers }),
    serialize.bind({ portal: 'p' }),
    serialize.execute({ portal: 'p', rows: 2 }),
    serialize.sync(),
  )
  expect((await client.until('ReadyForQuery')).slice(2)).toEqual([
    'DataRow 1',
    'DataRow 2',
    'PortalSuspended',
    'ReadyForQuery T',
  ])
  expect(await client.query('SELECT 9 AS x')).toContain('DataRow 9')
  client.send(
    serialize.execute({ portal: 'p', rows: 3 }),
    serialize.execute({ portal: 'p', rows: 2 }),
  )
  client.send(serialize.sync())
  expect(await client.until('ReadyForQuery')).toEqual([
    'DataRow 3',
    'DataRow 4',
    'DataRow 5',
    'PortalSuspended',
    'CommandComplete SELECT 0',
    'ReadyForQuery T',
  ])
})

it('drops portals at Sync outside of a transaction', async () => {
  const client = await openWireClient()
  client.send(
    serialize.parse({ text: numbers }),
    serialize.bind({ portal: 'p' }),
    serialize.execute({ portal: 'p', rows: 1 }),
    serialize.sync(),
  )
  await client.until('ReadyForQuery')
  client.send(serialize.execute({ portal: 'p', rows: 1 }), serialize.sync())
  expect(await client.until('ReadyForQuery')).toEqual([
    'Error ERROR 34000 portal "p" does not exist',
    'ReadyForQuery I',
  ])
})

it('passes over everything between an error and Sync', async () => {
  expect(
    await exchange(
      serialize.parse({ text: 'SELECT nope' }),
      serialize.bind({}),
      serialize.execute({}),
      serialize.query('SELECT 1'),
    ),
  ).toEqual(['Error ERROR 42703 column nope does not exist @8', 'ReadyForQuery I'])
})

it('answers a pipeline of its own with a Sync each', async () => {
  const client = await openWireClient()
  for (const sql of ['SELECT 1 AS x', 'SELECT nope', 'SELECT 3 AS x']) {
    client.send(
      serialize.parse({ text: sql }),
      serialize.bind({}),
      serialize.execute({}),
      serialize.sync(),
    )
  }
  expect(await client.until('ReadyForQuery')).toContain('DataRow 1')
  expect(await client.until('ReadyForQuery')).toContain(
    'Error ERROR 42703 column nope does not exist @8',
  )
  expect(await client.until('ReadyForQuery')).toContain('DataRow 3')
})

it('reads and writes the binary format', async () => {
  const value = Buffer.from([0, 0, 0, 41])
  expect(
    await exchange(
      serialize.parse({
        text: "SELECT $1 + 1 AS x, TIMESTAMPTZ '2000-01-01 00:00:01+00' AS t",
        types: [23],
      }),
      serialize.bind({ values: [value], binary: true, valueMapper: (raw: unknown) => raw }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    ),
  ).toEqual([
    'ParseComplete',
    'BindComplete',
    'RowDescription x:23b t:1184b',
    'DataRow 0000002a|00000000000f4240',
    'CommandComplete SELECT 1',
    'ReadyForQuery I',
  ])
})

it('keeps a long result from what is set in the middle of it', async () => {
  expect(
    await exchange(
      serialize.parse({ text: "SET TIME ZONE 'Asia/Kolkata'" }),
      serialize.describe({ type: 'S' }),
      serialize.bind({}),
      serialize.execute({}),
      serialize.parse({ text: 'SELECT $1 AS t', types: [1184] }),
      serialize.bind({ values: ['2024-01-01 00:00'] }),
      serialize.execute({}),
    ),
  ).toEqual([
    'ParseComplete',
    'ParameterDescription ',
    'NoData',
    'BindComplete',
    'CommandComplete SET',
    'ParseComplete',
    'BindComplete',
    'DataRow 2024-01-01 00:00:00+05:30',
    'CommandComplete SELECT 1',
    'ParameterStatus TimeZone=Asia/Kolkata',
    'ReadyForQuery I',
  ])
})

describe('refuses', () => {
  it.each([
    [
      'several statements',
      [serialize.parse({ text: 'SELECT 1; SELECT 2' })],
      '42601 cannot insert multiple commands into a prepared statement',
    ],
    [
      'an unknown type',
      [serialize.parse({ text: 'SELECT $1', types: [99_999] })],
      '42704 type with OID 99999 does not exist',
    ],
    [
      'a second statement of a name',
      [
        serialize.parse({ name: 's', text: 'SELECT 1' }),
        serialize.parse({ name: 's', text: 'SELECT 1' }),
      ],
      '42P05 prepared statement "s" already exists',
    ],
    [
      'an unknown statement',
      [serialize.bind({ statement: 's' })],
      '26000 prepared statement "s" does not exist',
    ],
    [
      'an unknown portal',
      [serialize.describe({ type: 'P', name: 'p' })],
      '34000 portal "p" does not exist',
    ],
    [
      'a second portal of a name',
      [
        serialize.parse({ text: 'SELECT 1' }),
        serialize.bind({ portal: 'p' }),
        serialize.bind({ portal: 'p' }),
      ],
      '42P03 cursor "p" already exists',
    ],
    [
      'too few values',
      [serialize.parse({ text: 'SELECT $1' }), serialize.bind({})],
      '08P01 bind message supplies 0 parameters, but prepared statement "" requires 1',
    ],
    [
      'a text that is no value',
      [serialize.parse({ text: 'SELECT $1', types: [23] }), serialize.bind({ values: ['x'] })],
      '22P02 invalid input for type integer: "x"',
    ],
  ])('%s', async (_, messages, report) => {
    const lines = await exchange(...messages)
    expect(lines.at(-2)).toBe(`Error ERROR ${report}`)
    expect(lines.at(-1)).toBe('ReadyForQuery I')
  })

  it('a function call', async () => {
    const client = await openWireClient()
    client.send(Buffer.from([0x46, 0, 0, 0, 14, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    expect(await client.until('ReadyForQuery')).toEqual([
      'Error ERROR 0A000 function calls of the protocol are not supported',
      'ReadyForQuery I',
    ])
  })
})

describe('a malformed message', () => {
  const bind = Buffer.from([0x42, 0, 0, 0, 5, 0])
  const notUtf8 = Buffer.from([0x51, 0, 0, 0, 6, 0xff, 0])
  const report = 'Error ERROR 08P01 bind message has a string without an end'

  it('of the extended protocol is an error up to Sync', async () => {
    expect(await exchange(bind, bind, serialize.execute({}))).toEqual([report, 'ReadyForQuery I'])
  })

  it('of a simple query is answered, and the session goes on', async () => {
    const client = await openWireClient()
    client.send(notUtf8)
    expect(await client.until('ReadyForQuery')).toEqual([
      'Error ERROR 22P02 text is not valid UTF-8',
      'ReadyForQuery I',
    ])
    expect(await client.query('SELECT 1 AS x')).toContain('DataRow 1')
  })

  it('of no known type ends the session', async () => {
    const client = await openWireClient()
    client.send(Buffer.from('z'))
    expect(await client.until('Error')).toEqual([
      'Error FATAL 08P01 unexpected message of type 0x7a',
    ])
    await client.session.ended
  })
})

it('answers an empty statement', async () => {
  expect(
    await exchange(
      serialize.parse({ text: ' -- nothing' }),
      serialize.bind({}),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    ),
  ).toEqual(['ParseComplete', 'BindComplete', 'NoData', 'EmptyQueryResponse', 'ReadyForQuery I'])
})
