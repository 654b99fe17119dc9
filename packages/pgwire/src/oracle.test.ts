import { PassThrough } from 'node:stream'
import { parse, serialize } from 'pg-protocol'
import pgTypes from 'pg-types'
import { expect, it } from 'vitest'
import { writeAuthentication } from './backend/write-authentication.ts'
import { writeCommandComplete, writePlainMessage } from './backend/write-completion.ts'
import { writeErrorResponse, writeNoticeResponse } from './backend/write-report.ts'
import {
  valueWriter,
  writeDataRow,
  writeParameterDescription,
  writeRowDescription,
} from './backend/write-rows.ts'
import {
  writeBackendKeyData,
  writeNotificationResponse,
  writeParameterStatus,
  writeReadyForQuery,
} from './backend/write-session-state.ts'
import { ByteWriter } from './bytes/byte-writer.ts'
import type { WireValue } from './codecs/codec.ts'
import { FrontendParser } from './frontend/frontend-parser.ts'
import { hex } from './testing/bytes-of.ts'
import { scalar, typeOfName } from './types/type-table.ts'

/** What the client library `pg` reads of what we write. */
async function readByPg(write: (writer: ByteWriter) => void): Promise<unknown[]> {
  const writer = new ByteWriter()
  write(writer)
  const stream = new PassThrough()
  const messages: unknown[] = []
  const done = parse(stream, (message) => messages.push(message))
  stream.end(writer.take())
  await done
  return messages
}

function fromPg(bytes: Uint8Array): unknown {
  const parser = new FrontendParser()
  parser.push(bytes)
  return parser.next('session')
}

it('is read by pg as it was written', async () => {
  const messages = await readByPg((writer) => {
    writeAuthentication(writer, { kind: 'sasl', mechanisms: ['SCRAM-SHA-256'] })
    writeAuthentication(writer, { kind: 'ok' })
    writeParameterStatus(writer, 'TimeZone', 'UTC')
    writeBackendKeyData(writer, { processId: 7, secretKey: hex('00000009') })
    writeReadyForQuery(writer, 'transaction')
    writePlainMessage(writer, 'parse-complete')
    writeParameterDescription(writer, [23])
    writeRowDescription(writer, [
      { name: 'Näme', type: scalar('text'), format: 'text' },
      { name: 'Id', type: scalar('int8'), format: 'binary', tableOid: 5, columnNumber: 1 },
    ])
    writeDataRow(
      writer,
      [
        { write: valueWriter(scalar('text'), 'text'), values: ['', '\u{1F680}'] },
        { write: valueWriter(scalar('int4'), 'text'), values: [0, null] },
      ],
      1,
    )
    writeCommandComplete(writer, 'SELECT 1')
    writeNotificationResponse(writer, { processId: 7, channel: 'c', payload: 'p' })
  })
  expect(messages).toMatchObject([
    { name: 'authenticationSASL', mechanisms: ['SCRAM-SHA-256'] },
    { name: 'authenticationOk' },
    { name: 'parameterStatus', parameterName: 'TimeZone', parameterValue: 'UTC' },
    { name: 'backendKeyData', processID: 7, secretKey: 9 },
    { name: 'readyForQuery', status: 'T' },
    { name: 'parseComplete' },
    { name: 'parameterDescription', parameterCount: 1, dataTypeIDs: [23] },
    {
      name: 'rowDescription',
      fields: [
        { name: 'Näme', dataTypeID: 25, dataTypeSize: -1, format: 'text', tableID: 0 },
        { name: 'Id', dataTypeID: 20, dataTypeSize: 8, format: 'binary', tableID: 5, columnID: 1 },
      ],
    },
    { name: 'dataRow', fields: ['\u{1F680}', null] },
    { name: 'commandComplete', text: 'SELECT 1' },
    { name: 'notification', processId: 7, channel: 'c', payload: 'p' },
  ])
})

it('tells pg of errors and notices with every field', async () => {
  const messages = await readByPg((writer) => {
    writeErrorResponse(writer, {
      severity: 'ERROR',
      sqlstate: '42703',
      message: 'column Titel does not exist',
      detail: 'd',
      hint: 'Did you mean Title?',
      position: 8,
      where: 'w',
      schema: 's',
      table: 't',
      column: 'c',
      dataType: 'y',
      constraint: 'n',
    })
    writeNoticeResponse(writer, { severity: 'WARNING', sqlstate: '01000', message: 'slow' })
  })
  expect(messages).toMatchObject([
    {
      name: 'error',
      severity: 'ERROR',
      code: '42703',
      message: 'column Titel does not exist',
      detail: 'd',
      hint: 'Did you mean Title?',
      position: '8',
      where: 'w',
      schema: 's',
      table: 't',
      column: 'c',
      dataType: 'y',
      constraint: 'n',
    },
    { name: 'notice', severity: 'WARNING', code: '01000', message: 'slow' },
  ])
})

it('reads what pg writes', () => {
  expect(fromPg(serialize.parse({ name: 's', text: 'SELECT $1', types: [23] }))).toEqual({
    kind: 'parse',
    statement: 's',
    sql: 'SELECT $1',
    parameterTypes: [23],
  })
  expect(
    fromPg(
      serialize.bind({
        portal: 'p',
        statement: 's',
        values: ['ä', null, Buffer.from([1])],
        binary: true,
      }),
    ),
  ).toEqual({
    kind: 'bind',
    portal: 'p',
    statement: 's',
    parameters: [
      { format: 'text', bytes: hex('c3a4') },
      { format: 'text', bytes: undefined },
      { format: 'binary', bytes: hex('01') },
    ],
    resultFormats: ['binary'],
  })
  expect(fromPg(serialize.execute({ portal: 'p', rows: 10 }))).toEqual({
    kind: 'execute',
    portal: 'p',
    maxRows: 10,
  })
})

/** What `pg-types` makes of our text and of our bytes. */
function parsedByPg(name: string, value: WireValue): unknown[] {
  const type = typeOfName(name)
  if (type === undefined) throw new Error(`no type ${name}`)
  const writer = new ByteWriter()
  type.codec.writeBinary(writer, value)
  return [
    pgTypes.getTypeParser(type.oid, 'text')(type.codec.toText(value)),
    pgTypes.getTypeParser(type.oid, 'binary')(Buffer.from(writer.take())),
  ]
}

it.each<[string, WireValue, unknown]>([
  ['bool', true, true],
  ['int2', -5, -5],
  ['int4', 123_456, 123_456],
  ['oid', 123_456, 123_456],
  ['float4', 1.5, 1.5],
  ['float8', -1.234e100, -1.234e100],
  ['text', 'ä', 'ä'],
  ['timestamptz', '2024-02-29 12:00:00.5+00', new Date('2024-02-29T12:00:00.500Z')],
  ['_int4', [1, null, 3], [1, null, 3]],
  ['_text', ['a,b', 'null', ''], ['a,b', 'null', '']],
])('%s is read by pg-types as the same, as text and in binary', (name, value, expected) => {
  expect(parsedByPg(name, value)).toEqual([expected, expected])
})

it('numeric in binary is read by pg-types as its digits', () => {
  expect(parsedByPg('numeric', '-12345.678')).toEqual(['-12345.678', '-12345.678'])
})

it('int8 in binary is read by pg-types as its digits', () => {
  expect(parsedByPg('int8', -9_007_199_254_740_993n)).toEqual([
    '-9007199254740993',
    '-9007199254740993',
  ])
})

it.each(['1 year 2 mons 3 days 04:05:06.789', '-1 days +00:00:01', '100:00:00'])(
  'interval %s is understood by pg-types',
  (interval) => {
    const read = pgTypes.getTypeParser(1186)(interval) as { toPostgres(): string }
    expect(typeOfName('interval')?.codec.fromText(read.toPostgres())).toBe(interval)
  },
)
