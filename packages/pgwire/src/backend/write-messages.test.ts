import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../bytes/byte-writer.ts'
import { bytesOf, hex } from '../testing/bytes-of.ts'
import { scalar, typeOfName } from '../types/type-table.ts'
import { writeAuthentication } from './write-authentication.ts'
import { writeCommandComplete, writePlainMessage } from './write-completion.ts'
import { characterPosition, writeErrorResponse, writeNoticeResponse } from './write-report.ts'
import {
  valueWriter,
  writeCopyData,
  writeCopyOutResponse,
  writeDataRow,
  writeParameterDescription,
  writeRowDescription,
} from './write-rows.ts'
import {
  writeBackendKeyData,
  writeEncryptionAnswer,
  writeNegotiateProtocolVersion,
  writeNotificationResponse,
  writeParameterStatus,
  writeReadyForQuery,
} from './write-session-state.ts'

function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter()
  write(writer)
  return writer.take()
}

describe('the beginning of a session', () => {
  it('asks for a password or a SASL mechanism', () => {
    expect(
      written((writer) => writeAuthentication(writer, { kind: 'cleartext-password' })),
    ).toEqual(bytesOf('R', hex('00000008 00000003')))
    expect(
      written((writer) =>
        writeAuthentication(writer, { kind: 'md5-password', salt: hex('01020304') }),
      ),
    ).toEqual(bytesOf('R', hex('0000000c 00000005 01020304')))
    expect(
      written((writer) =>
        writeAuthentication(writer, { kind: 'sasl', mechanisms: ['SCRAM-SHA-256'] }),
      ),
    ).toEqual(bytesOf('R', hex('00000017 0000000a'), 'SCRAM-SHA-256', 0, 0))
  })

  it('goes on with SASL and ends it', () => {
    const data = bytesOf('r=1')
    expect(
      written((writer) => writeAuthentication(writer, { kind: 'sasl-continue', data })),
    ).toEqual(bytesOf('R', hex('0000000b 0000000b'), 'r=1'))
    expect(written((writer) => writeAuthentication(writer, { kind: 'sasl-final', data }))).toEqual(
      bytesOf('R', hex('0000000b 0000000c'), 'r=1'),
    )
    expect(written((writer) => writeAuthentication(writer, { kind: 'ok' }))).toEqual(
      bytesOf('R', hex('00000008 00000000')),
    )
  })

  it('answers a request for encryption with one byte', () => {
    expect(written((writer) => writeEncryptionAnswer(writer, 'tls'))).toEqual(bytesOf('S'))
    expect(written((writer) => writeEncryptionAnswer(writer, 'unencrypted'))).toEqual(bytesOf('N'))
  })

  it('tells parameters, the key to cancel, and that it is ready', () => {
    expect(
      written((writer) => {
        writeParameterStatus(writer, 'TimeZone', 'UTC')
        writeBackendKeyData(writer, { processId: 7, secretKey: hex('01020304') })
        writeReadyForQuery(writer, 'idle')
        writeReadyForQuery(writer, 'transaction')
        writeReadyForQuery(writer, 'failed')
      }),
    ).toEqual(
      bytesOf(
        ...['S', hex('00000011'), 'TimeZone', 0, 'UTC', 0],
        ...['K', hex('0000000c 00000007 01020304')],
        ...['Z', hex('00000005'), 'I', 'Z', hex('00000005'), 'T', 'Z', hex('00000005'), 'E'],
      ),
    )
  })

  it('writes a longer key for protocol 3.2', () => {
    const secretKey = new Uint8Array(32).fill(9)
    expect(written((writer) => writeBackendKeyData(writer, { processId: 7, secretKey }))).toEqual(
      bytesOf('K', hex('00000028 00000007'), secretKey),
    )
  })

  it('negotiates the whole version number and the options', () => {
    expect(
      written((writer) =>
        writeNegotiateProtocolVersion(writer, {
          minorVersion: 2,
          unknownOptions: ['_pq_.x'],
          differs: true,
        }),
      ),
    ).toEqual(bytesOf('v', hex('00000013 00030002 00000001'), '_pq_.x', 0))
  })
})

describe('rows', () => {
  it('describes columns with type, size, modifier and format', () => {
    expect(
      written((writer) =>
        writeRowDescription(writer, [
          {
            name: 'Id',
            type: scalar('int4'),
            format: 'binary',
            tableOid: 16_384,
            columnNumber: 1,
          },
          { name: 'T', type: scalar('varchar'), format: 'text', modifier: 104 },
        ]),
      ),
    ).toEqual(
      bytesOf(
        ...['T', hex('0000002f 0002')],
        ...['Id', 0, hex('00004000 0001 00000017 0004 ffffffff 0001')],
        ...['T', 0, hex('00000000 0000 00000413 ffff 00000068 0000')],
      ),
    )
  })

  it('writes NULL, empty text and values in either format', () => {
    expect(
      written((writer) =>
        writeDataRow(
          writer,
          [
            { write: valueWriter(scalar('text'), 'text'), values: [null] },
            { write: valueWriter(scalar('text'), 'text'), values: [''] },
            { write: valueWriter(scalar('int4'), 'text'), values: Int32Array.of(42) },
            { write: valueWriter(scalar('int4'), 'binary'), values: [42] },
          ],
          0,
        ),
      ),
    ).toEqual(
      bytesOf('D', hex('0000001c 0004 ffffffff 00000000 00000002'), '42', hex('00000004 0000002a')),
    )
  })

  it('takes missing values as NULL', () => {
    expect(
      written((writer) =>
        writeDataRow(writer, [{ write: valueWriter(scalar('text'), 'text'), values: ['a'] }], 1),
      ),
    ).toEqual(bytesOf('D', hex('0000000a 0001 ffffffff')))
  })

  it('leaves nothing of a row with a value that does not fit', () => {
    const writer = new ByteWriter()
    writeReadyForQuery(writer, 'idle')
    const columns = [
      { write: valueWriter(scalar('text'), 'text'), values: ['a'] },
      { write: valueWriter(scalar('int2'), 'binary'), values: [40_000] },
    ]
    expect(() => writeDataRow(writer, columns, 0)).toThrow(
      'value 40000 is out of range for type smallint',
    )
    expect(writer.take()).toEqual(bytesOf('Z', hex('00000005'), 'I'))
  })

  it('writes the types of parameters', () => {
    expect(written((writer) => writeParameterDescription(writer, [23, 4_294_967_295]))).toEqual(
      bytesOf('t', hex('0000000e 0002 00000017 ffffffff')),
    )
  })

  it('copies out', () => {
    expect(
      written((writer) => {
        writeCopyOutResponse(writer, 'text', 2)
        writeCopyData(writer, 'a\tb\n')
        writeCopyData(writer, hex('00ff'))
        writePlainMessage(writer, 'copy-done')
      }),
    ).toEqual(
      bytesOf(
        ...['H', hex('0000000b 00 0002 0000 0000'), 'd', hex('00000008'), 'a\tb\n'],
        ...['d', hex('00000006 00ff'), 'c', hex('00000004')],
      ),
    )
  })
})

describe('the end of a command', () => {
  it('is a tag or a plain message', () => {
    expect(written((writer) => writeCommandComplete(writer, 'SELECT 5'))).toEqual(
      bytesOf('C', hex('0000000d'), 'SELECT 5', 0),
    )
    expect(written((writer) => writePlainMessage(writer, 'empty-query-response'))).toEqual(
      bytesOf('I', hex('00000004')),
    )
    expect(written((writer) => writePlainMessage(writer, 'parse-complete'))).toEqual(
      bytesOf('1', hex('00000004')),
    )
    expect(written((writer) => writePlainMessage(writer, 'bind-complete'))).toEqual(
      bytesOf('2', hex('00000004')),
    )
    expect(written((writer) => writePlainMessage(writer, 'close-complete'))).toEqual(
      bytesOf('3', hex('00000004')),
    )
    expect(written((writer) => writePlainMessage(writer, 'no-data'))).toEqual(
      bytesOf('n', hex('00000004')),
    )
    expect(written((writer) => writePlainMessage(writer, 'portal-suspended'))).toEqual(
      bytesOf('s', hex('00000004')),
    )
  })

  it('is a report with the fields that it has', () => {
    expect(
      written((writer) =>
        writeErrorResponse(writer, {
          severity: 'ERROR',
          sqlstate: '42703',
          message: 'no column',
          hint: 'Titel?',
          position: 8,
        }),
      ),
    ).toEqual(
      bytesOf(
        ...['E', hex('00000030'), 'SERROR', 0, 'VERROR', 0, 'C42703', 0],
        ...['Mno column', 0, 'HTitel?', 0, 'P8', 0, 0],
      ),
    )
  })

  it('lets no zero byte in a message end it early', () => {
    expect(
      written((writer) =>
        writeNoticeResponse(writer, { severity: 'NOTICE', sqlstate: '00000', message: 'a\0b' }),
      ),
    ).toEqual(
      bytesOf('N', hex('00000023'), 'SNOTICE', 0, 'VNOTICE', 0, 'C00000', 0, 'Ma\uFFFDb', 0, 0),
    )
  })

  it('notifies', () => {
    const notification = { processId: 1, channel: 'c', payload: 'p' }
    expect(written((writer) => writeNotificationResponse(writer, notification))).toEqual(
      bytesOf('A', hex('0000000c 00000001'), 'c', 0, 'p', 0),
    )
  })
})

it('counts positions in characters from 1', () => {
  expect(characterPosition('SELECT x', 7)).toBe(8)
  expect(characterPosition("SELECT '\u{1F680}', x", 12)).toBe(12)
  expect(characterPosition('ab', 99)).toBe(3)
  expect(characterPosition('', 0)).toBe(1)
})

it('hands over bytes that later messages leave alone', () => {
  const writer = new ByteWriter()
  writeReadyForQuery(writer, 'idle')
  const first = writer.take()
  writeReadyForQuery(writer, 'failed')
  expect(first).toEqual(bytesOf('Z', hex('00000005'), 'I'))
  expect(writer.take()).toEqual(bytesOf('Z', hex('00000005'), 'E'))
  expect(writer.take()).toHaveLength(0)
})

it('writes long texts of all lengths of characters as an encoder does', () => {
  const text = 'aä€\u{1F680}'
  expect(written((writer) => writer.text(text.repeat(5)))).toEqual(bytesOf(text.repeat(5)))
  expect(written((writer) => writer.text(text.repeat(9_000)))).toEqual(bytesOf(text.repeat(9_000)))
  expect(written((writer) => writer.text(text.repeat(20_000)))).toEqual(
    bytesOf(text.repeat(20_000)),
  )
})

it('refuses more columns than a message can count', () => {
  const types = new Array<number>(65_536).fill(23)
  expect(() => written((writer) => writeParameterDescription(writer, types))).toThrow(
    '65536 columns are more than 65535',
  )
})

it('knows arrays by their names', () => {
  expect(typeOfName('_text')).toMatchObject({ oid: 1009, element: { name: 'text' } })
})
