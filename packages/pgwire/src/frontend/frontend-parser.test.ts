import { describe, expect, it } from 'vitest'
import { bytesOf, hex } from '../testing/bytes-of.ts'
import type { FrontendMessage } from './frontend-message.ts'
import { type Expected, FrontendParser } from './frontend-parser.ts'

function parse(expected: Expected, bytes: Uint8Array): FrontendMessage | undefined {
  const parser = new FrontendParser()
  parser.push(bytes)
  return parser.next(expected)
}

const violation = { code: 'DEVOPSQL_PROTOCOL_VIOLATION', sqlstate: '08P01' }

describe('before a session', () => {
  it('reads the parameters and the version of a startup packet', () => {
    const packet = bytesOf(hex('00000024 00030002'), 'user\0ada\0', 'database\0fabrikam\0', 0)
    expect(parse('startup', packet)).toEqual({
      kind: 'startup',
      minorVersion: 2,
      parameters: new Map([
        ['user', 'ada'],
        ['database', 'fabrikam'],
      ]),
    })
  })

  it('takes a parameter with the name of an object property as any other', () => {
    const packet = bytesOf(hex('00000015 00030000'), '__proto__\0x\0', 0)
    expect(parse('startup', packet)).toMatchObject({ parameters: new Map([['__proto__', 'x']]) })
  })

  it('reads the requests for encryption', () => {
    expect(parse('startup', hex('00000008 04d2162f'))).toEqual({ kind: 'ssl-request' })
    expect(parse('startup', hex('00000008 04d21630'))).toEqual({ kind: 'gssenc-request' })
  })

  it('shows what came in clear behind a request for encryption', () => {
    const parser = new FrontendParser()
    parser.push(bytesOf(hex('00000008 04d2162f'), 'Q'))
    parser.next('startup')
    expect(parser.bufferedBytes).toBe(1)
  })

  it('reads a request to cancel with the key of either version', () => {
    expect(parse('startup', hex('00000010 04d2162e 00000007 01020304'))).toEqual({
      kind: 'cancel-request',
      processId: 7,
      secretKey: hex('01020304'),
    })
    expect(parse('startup', hex('00000012 04d2162e 00000007 010203040506'))).toMatchObject({
      secretKey: hex('010203040506'),
    })
  })

  it('refuses a request to cancel without a whole key', () => {
    expect(() => parse('startup', hex('0000000f 04d2162e 00000007 010203'))).toThrow(
      'cancel request has a key of 3 bytes',
    )
  })

  it('refuses another protocol and says what it supports', () => {
    expect(() => parse('startup', hex('00000008 00020000'))).toThrow(
      expect.objectContaining({
        ...violation,
        message: 'unsupported frontend protocol 2.0',
        hint: 'The server supports 3.0 to 3.2.',
      }),
    )
  })

  it('refuses an unknown request', () => {
    expect(() => parse('startup', hex('00000008 04d20001'))).toThrow('unknown request 1234.1')
  })

  it('refuses a packet without the zero at its end', () => {
    expect(() => parse('startup', bytesOf(hex('00000011 00030000'), 'user\0ada\0'))).toThrow(
      'startup packet has a string without an end',
    )
  })

  it('refuses what stands behind the zero at its end', () => {
    expect(() => parse('startup', bytesOf(hex('0000000a 00030000'), 0, 'x'))).toThrow(
      'startup packet has 1 bytes too many',
    )
  })

  it('refuses HTTP by its length, from the first four bytes', () => {
    expect(() => parse('startup', bytesOf('GET '))).toThrow(
      'startup packet of 1195725856 bytes is longer than the 10000 allowed',
    )
  })

  it('refuses a packet that is shorter than its version', () => {
    expect(() => parse('startup', hex('00000007'))).toThrow('startup packet has the length 7')
    expect(() => parse('startup', hex('ffffffff'))).toThrow('startup packet has the length -1')
  })
})

describe('while it authenticates', () => {
  it('reads one type as the session expects it', () => {
    expect(parse('password', bytesOf('p', hex('0000000b'), 'geheim', 0))).toEqual({
      kind: 'password',
      password: 'geheim',
    })
    expect(
      parse('sasl-initial-response', bytesOf('p', hex('0000000d'), 'SC', 0, hex('00000002'), 'n,')),
    ).toEqual({
      kind: 'sasl-initial-response',
      mechanism: 'SC',
      response: bytesOf('n,'),
    })
    expect(parse('sasl-response', bytesOf('p', hex('00000007'), 'c=b'))).toEqual({
      kind: 'sasl-response',
      response: bytesOf('c=b'),
    })
  })

  it('tells no first response from an empty one', () => {
    expect(
      parse('sasl-initial-response', bytesOf('p', hex('0000000a'), 'S', 0, hex('ffffffff'))),
    ).toMatchObject({ response: undefined })
    expect(
      parse('sasl-initial-response', bytesOf('p', hex('0000000a'), 'S', 0, hex('00000000'))),
    ).toMatchObject({ response: new Uint8Array(0) })
  })

  it('refuses any other message', () => {
    expect(() => parse('password', bytesOf('Q'))).toThrow(
      'expected a password, got a message of type 0x51',
    )
  })

  it('refuses a password longer than any token', () => {
    expect(() => parse('password', bytesOf('p', hex('00010000')))).toThrow(
      'password message of 65536 bytes is longer than the 65535 allowed',
    )
  })
})

describe('in a session', () => {
  it('reads a simple query', () => {
    expect(parse('session', bytesOf('Q', hex('0000000d'), 'SELECT 1', 0))).toEqual({
      kind: 'query',
      sql: 'SELECT 1',
    })
  })

  it('reads Parse with the types that the client knows', () => {
    expect(
      parse(
        'session',
        bytesOf('P', hex('00000012'), 's', 0, 'q', 0, hex('0002 00000017 ffffffff')),
      ),
    ).toEqual({
      kind: 'parse',
      statement: 's',
      sql: 'q',
      parameterTypes: [23, 4_294_967_295],
    })
  })

  it('reads Bind: one format for all, NULL, an empty value, and formats of the results', () => {
    const body = hex('0001 0001 0003 00000002 0102 ffffffff 00000000 0002 0000 0001')
    expect(parse('session', bytesOf('B', hex('00000022'), 'p', 0, 's', 0, body))).toEqual({
      kind: 'bind',
      portal: 'p',
      statement: 's',
      parameters: [
        { format: 'binary', bytes: hex('0102') },
        { format: 'binary', bytes: undefined },
        { format: 'binary', bytes: new Uint8Array(0) },
      ],
      resultFormats: ['text', 'binary'],
    })
  })

  it('reads a format for each parameter, and text where there is none', () => {
    const each = hex('0002 0000 0001 0002 00000000 00000000 0000')
    expect(parse('session', bytesOf('B', hex('00000018'), 0, 0, each))).toMatchObject({
      parameters: [{ format: 'text' }, { format: 'binary' }],
    })
    expect(
      parse('session', bytesOf('B', hex('00000010'), 0, 0, hex('0000 0001 00000000 0000'))),
    ).toMatchObject({ parameters: [{ format: 'text' }], resultFormats: [] })
  })

  it('reads Describe and Close of statements and portals', () => {
    expect(parse('session', bytesOf('D', hex('00000007'), 'Sa', 0))).toEqual({
      kind: 'describe',
      target: 'statement',
      name: 'a',
    })
    expect(parse('session', bytesOf('C', hex('00000006'), 'P', 0))).toEqual({
      kind: 'close',
      target: 'portal',
      name: '',
    })
  })

  it('reads Execute, where a negative limit is none', () => {
    expect(parse('session', bytesOf('E', hex('00000009'), 0, hex('00000064')))).toEqual({
      kind: 'execute',
      portal: '',
      maxRows: 100,
    })
    expect(parse('session', bytesOf('E', hex('00000009'), 0, hex('ffffffff')))).toMatchObject({
      maxRows: 0,
    })
  })

  it('reads the messages without a body', () => {
    expect(parse('session', bytesOf('S', hex('00000004')))).toEqual({ kind: 'sync' })
    expect(parse('session', bytesOf('H', hex('00000004')))).toEqual({ kind: 'flush' })
    expect(parse('session', bytesOf('X', hex('00000004')))).toEqual({ kind: 'terminate' })
    expect(parse('session', bytesOf('c', hex('00000004')))).toEqual({ kind: 'copy-done' })
  })

  it('reads what a client copies', () => {
    expect(parse('session', bytesOf('d', hex('00000006'), 'ab'))).toEqual({
      kind: 'copy-data',
      data: bytesOf('ab'),
    })
    expect(parse('session', bytesOf('f', hex('00000007'), 'no', 0))).toEqual({
      kind: 'copy-fail',
      reason: 'no',
    })
  })

  it('reads a function call', () => {
    const body = hex('00000001 0000 0001 00000001 41 0001')
    expect(parse('session', bytesOf('F', hex('00000013'), body))).toEqual({
      kind: 'function-call',
      functionOid: 1,
      parameters: [{ format: 'text', bytes: bytesOf('A') }],
      resultFormat: 'binary',
    })
  })

  it('keeps a byte order mark and characters beyond the basic plane', () => {
    expect(parse('session', bytesOf('Q', hex('0000000c'), '\uFEFF\u{1F680}', 0))).toEqual({
      kind: 'query',
      sql: '\uFEFF\u{1F680}',
    })
  })
})

describe('what is malformed', () => {
  it('passes a message with bytes too many, and reads on behind it', () => {
    const parser = new FrontendParser()
    parser.push(bytesOf('S', hex('00000005'), 0, 'H', hex('00000004')))
    expect(() => parser.next('session')).toThrow('sync message has 1 bytes too many')
    expect(parser.isBroken).toBe(false)
    expect(parser.lastType).toBe('S')
    expect(parser.next('session')).toEqual({ kind: 'flush' })
    expect(parser.lastType).toBe('H')
  })

  it('refuses a message whose fields reach beyond its end', () => {
    expect(() => parse('session', bytesOf('E', hex('00000007'), 0, hex('0000')))).toThrow(
      'execute message ends too early',
    )
    expect(() => parse('session', bytesOf('Q', hex('00000006'), 'ab'))).toThrow(
      'query message has a string without an end',
    )
  })

  it('refuses a parameter longer than the message, and one of negative length', () => {
    const bind = bytesOf('B', hex('00000010'), 0, 0, hex('0000 0001 7fffffff 0000'))
    expect(() => parse('session', bind)).toThrow('bind message ends too early')
    expect(() => parse('session', bind.with(11, 0xff).with(14, 0xfe))).toThrow(
      'bind message ends too early',
    )
  })

  it('refuses formats that fit neither one nor all parameters', () => {
    const body = hex('0002 0000 0000 0001 ffffffff 0000')
    expect(() => parse('session', bytesOf('B', hex('00000014'), 0, 0, body))).toThrow(
      'bind message has 2 formats for 1 parameters',
    )
  })

  it('refuses an unknown format and an unknown target', () => {
    expect(() =>
      parse('session', bytesOf('B', hex('0000000e'), 0, 0, hex('0001 0002 0000 0000'))),
    ).toThrow('unsupported format code 2')
    expect(() => parse('session', bytesOf('D', hex('00000006'), 'X', 0))).toThrow(
      '"X" names neither a statement nor a portal',
    )
  })

  it('refuses text that is not UTF-8, and reads on', () => {
    const parser = new FrontendParser()
    parser.push(bytesOf('Q', hex('00000006 ff 00'), 'S', hex('00000004')))
    expect(() => parser.next('session')).toThrow(
      expect.objectContaining({ code: 'DEVOPSQL_INVALID_VALUE' }),
    )
    expect(parser.next('session')).toEqual({ kind: 'sync' })
  })

  it('is broken for good by a message of an unknown type', () => {
    const parser = new FrontendParser()
    parser.push(bytesOf('z'))
    expect(() => parser.next('session')).toThrow('unexpected message of type 0x7a')
    parser.push(bytesOf('S', hex('00000004')))
    expect(() => parser.next('session')).toThrow('unexpected message of type 0x7a')
    expect(parser.isBroken).toBe(true)
    expect(parser.bufferedBytes).toBe(0)
  })

  it('refuses a password in a session', () => {
    expect(() => parse('session', bytesOf('p', hex('00000005'), 0))).toThrow(
      'unexpected message of type 0x70',
    )
  })

  it('refuses a length that does not count itself', () => {
    expect(() => parse('session', bytesOf('S', hex('00000003')))).toThrow(
      'sync message has the length 3',
    )
  })

  it('refuses a long message as soon as its length is there, each type by its limit', () => {
    expect(() => parse('session', bytesOf('Q', hex('01000001')))).toThrow(
      'query message of 16777217 bytes is longer than the 16777216 allowed',
    )
    expect(() => parse('session', bytesOf('D', hex('00002711')))).toThrow(
      'describe message of 10001 bytes is longer than the 10000 allowed',
    )
    const strict = new FrontendParser({ messageBytes: 100 })
    strict.push(bytesOf('P', hex('00000065')))
    expect(() => strict.next('session')).toThrow('longer than the 100 allowed')
  })
})

describe('bytes in pieces', () => {
  it('waits until a message is whole', () => {
    const parser = new FrontendParser()
    parser.push(bytesOf('Q', hex('0000')))
    expect(parser.next('session')).toBeUndefined()
    parser.push(bytesOf(hex('000d'), 'SELE'))
    expect(parser.next('session')).toBeUndefined()
    parser.push(bytesOf('CT 1', 0, 'S'))
    expect(parser.next('session')).toEqual({ kind: 'query', sql: 'SELECT 1' })
    expect(parser.next('session')).toBeUndefined()
    expect(parser.bufferedBytes).toBe(1)
    parser.push(hex('00000004'))
    expect(parser.next('session')).toEqual({ kind: 'sync' })
    expect(parser.bufferedBytes).toBe(0)
  })

  it('leaves a chunk to its owner once it has nothing more to give', () => {
    const parser = new FrontendParser()
    const chunk = bytesOf('S', hex('00000004'), 'Q', hex('00000007'), 'a')
    parser.push(chunk)
    parser.next('session')
    parser.next('session')
    chunk.fill(0xff)
    parser.push(bytesOf('b', 0))
    expect(parser.next('session')).toEqual({ kind: 'query', sql: 'ab' })
  })

  it('gives bytes that do not change with the chunk that they came in', () => {
    const chunk = bytesOf('d', hex('00000006'), 'ab')
    const message = parse('session', chunk)
    chunk.fill(0)
    expect(message).toEqual({ kind: 'copy-data', data: bytesOf('ab') })
  })
})
