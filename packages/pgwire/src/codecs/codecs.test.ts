import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../bytes/byte-writer.ts'
import { hex, toHex } from '../testing/bytes-of.ts'
import { decodeValue } from '../types/decode-value.ts'
import type { PostgresType } from '../types/postgres-type.ts'
import { typeOfName } from '../types/type-table.ts'
import type { WireValue } from './codec.ts'
import { isoIntervalCodec } from './iso-interval.ts'

function type(name: string): PostgresType {
  const found = typeOfName(name)
  if (found === undefined) throw new Error(`no type ${name}`)
  return found
}

const text = (name: string, value: WireValue): string => type(name).codec.toText(value)
const fromText = (name: string, value: string): WireValue => type(name).codec.fromText(value)
const fromBinary = (name: string, digits: string): WireValue | null =>
  decodeValue(type(name), { format: 'binary', bytes: hex(digits) })

function binary(name: string, value: WireValue): string {
  const writer = new ByteWriter()
  type(name).codec.writeBinary(writer, value)
  return toHex(writer.take())
}

const invalid: unknown = expect.objectContaining({
  code: 'DEVOPSQL_INVALID_VALUE',
  sqlstate: '22P02',
})
const tooLarge: unknown = expect.objectContaining({
  code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
  sqlstate: '22003',
})
const violation: unknown = expect.objectContaining({ code: 'DEVOPSQL_PROTOCOL_VIOLATION' })

describe('bool', () => {
  it('is t or f, and one byte', () => {
    expect(text('bool', true)).toBe('t')
    expect(text('bool', false)).toBe('f')
    expect(binary('bool', true)).toBe('01')
    expect(fromBinary('bool', '00')).toBe(false)
  })

  it.each(['t', 'TRUE', 'tru', 'y', 'yes', 'on', '1', ' true '])('reads %j as true', (value) => {
    expect(fromText('bool', value)).toBe(true)
  })

  it.each(['f', 'False', 'n', 'no', 'of', 'off', '0'])('reads %j as false', (value) => {
    expect(fromText('bool', value)).toBe(false)
  })

  it.each(['', 'o', '2', 'truee'])('refuses %j', (value) => {
    expect(() => fromText('bool', value)).toThrow(invalid)
  })
})

describe('integers', () => {
  it('are digits, and big-endian bytes of their size', () => {
    expect(binary('int2', -2)).toBe('fffe')
    expect(binary('int4', 1_234_567)).toBe('0012d687')
    expect(binary('int8', 9_223_372_036_854_775_807n)).toBe('7fffffffffffffff')
    expect(text('int8', 9_223_372_036_854_775_807n)).toBe('9223372036854775807')
    expect(text('int4', -0)).toBe('0')
  })

  it('are read as number, those of 64 bits as bigint', () => {
    expect(fromText('int4', ' +42 ')).toBe(42)
    expect(fromText('int8', '-9223372036854775808')).toBe(-9_223_372_036_854_775_808n)
    expect(fromBinary('int2', '8000')).toBe(-32_768)
    expect(fromBinary('int8', 'ffffffffffffffff')).toBe(-1n)
  })

  it('are refused beyond their range', () => {
    expect(() => fromText('int2', '32768')).toThrow(tooLarge)
    expect(() => text('int4', 2_147_483_648)).toThrow(tooLarge)
    expect(() => fromText('int8', '9223372036854775808')).toThrow(tooLarge)
    expect(() => fromText('int8', '1'.repeat(1_000_000))).toThrow(tooLarge)
  })

  it.each(['', ' ', '1.0', '1e3', '0x10', 'abc', '--1'])('are refused as %j', (value) => {
    expect(() => fromText('int4', value)).toThrow(invalid)
  })

  it('are refused as fractions and with bytes missing or left over', () => {
    expect(() => text('int4', 1.5)).toThrow(invalid)
    expect(() => fromBinary('int4', '000000')).toThrow(violation)
    expect(() => fromBinary('int4', '0000000000')).toThrow(violation)
  })

  it('have no sign in an oid', () => {
    expect(fromText('oid', '4294967295')).toBe(4_294_967_295)
    expect(fromText('oid', '-1')).toBe(4_294_967_295)
    expect(binary('oid', 4_294_967_295)).toBe('ffffffff')
    expect(fromBinary('oid', 'ffffffff')).toBe(4_294_967_295)
    expect(() => fromText('oid', '4294967296')).toThrow(tooLarge)
  })
})

describe('floats', () => {
  it.each([
    [0.1, '0.1'],
    [-0, '-0'],
    [1e14, '100000000000000'],
    [1e15, '1e+15'],
    [0.0001, '0.0001'],
    [0.000_01, '1e-05'],
    [1.797_693_134_862_315_7e308, '1.7976931348623157e+308'],
    [5e-324, '5e-324'],
    [-123.456, '-123.456'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('%d of 64 bits is %s', (value, expected) => {
    expect(text('float8', value)).toBe(expected)
  })

  it('have the fewest digits in 32 bits, too', () => {
    expect(text('float4', Math.fround(0.1))).toBe('0.1')
    expect(text('float4', 0.1)).toBe('0.1')
    expect(text('float4', 1_000_000)).toBe('1e+06')
    expect(text('float4', 16_777_216)).toBe('1.6777216e+07')
    expect(text('float4', 3.402_823_466_385_288_6e38)).toBe('3.4028235e+38')
  })

  it('are bytes of IEEE 754', () => {
    expect(binary('float8', 1.5)).toBe('3ff8000000000000')
    expect(binary('float4', -2)).toBe('c0000000')
    expect(fromBinary('float8', '7ff8000000000000')).toBeNaN()
    expect(fromBinary('float8', 'fff0000000000000')).toBe(Number.NEGATIVE_INFINITY)
  })

  it('are read from text with and without exponent, and in words', () => {
    expect(fromText('float8', ' 1.5E3 ')).toBe(1500)
    expect(fromText('float8', '.5')).toBe(0.5)
    expect(fromText('float8', '-inf')).toBe(Number.NEGATIVE_INFINITY)
    expect(fromText('float8', 'nan')).toBeNaN()
    expect(fromText('float4', '0.1')).toBe(Math.fround(0.1))
  })

  it('are refused where they vanish or overflow', () => {
    expect(() => fromText('float8', '1e400')).toThrow(tooLarge)
    expect(() => fromText('float8', '1e-400')).toThrow(tooLarge)
    expect(() => fromText('float4', '1e39')).toThrow(tooLarge)
    expect(() => fromText('float4', '1e-50')).toThrow(tooLarge)
  })

  it.each(['', '.', '1e', '0x1', '1 2', 'constructor'])('are refused as %j', (value) => {
    expect(() => fromText('float8', value)).toThrow(invalid)
  })
})

describe('numeric', () => {
  // Fields: number of groups, weight of the first, sign, digits behind the point, then the groups.
  it.each([
    ['0', '0000 0000 0000 0000'],
    ['0.00', '0000 0000 0000 0002'],
    ['1', '0001 0000 0000 0000 0001'],
    ['-1.5', '0002 0000 4000 0001 0001 1388'],
    ['12345.678', '0003 0001 0000 0003 0001 0929 1a7c'],
    ['10000', '0001 0001 0000 0000 0001'],
    ['0.0001', '0001 ffff 0000 0004 0001'],
    ['0.00001', '0001 fffe 0000 0005 03e8'],
    ['100000000.10', '0004 0002 0000 0002 0001 0000 0000 03e8'],
    ['NaN', '0000 0000 c000 0000'],
    ['Infinity', '0000 0000 d000 0000'],
    ['-Infinity', '0000 0000 f000 0000'],
  ])('%s is %s', (decimal, digits) => {
    expect(binary('numeric', decimal)).toBe(digits.replaceAll(' ', ''))
    expect(fromBinary('numeric', digits)).toBe(decimal)
  })

  it('keeps the digits behind the point, and writes none as exponents', () => {
    expect(text('numeric', '1.50')).toBe('1.50')
    expect(text('numeric', '007')).toBe('7')
    expect(text('numeric', '-0.0')).toBe('0.0')
    expect(text('numeric', '1.5e3')).toBe('1500')
    expect(text('numeric', '1.5e-3')).toBe('0.0015')
    expect(text('numeric', '123e-2')).toBe('1.23')
    expect(text('numeric', 1e21)).toBe('1000000000000000000000')
    expect(text('numeric', 12n)).toBe('12')
    expect(text('numeric', '.5')).toBe('0.5')
    expect(text('numeric', '5.')).toBe('5')
  })

  it('is refused with more digits than a column may have, whatever asks for them', () => {
    expect(() => fromText('numeric', '1e1000')).toThrow(tooLarge)
    expect(() => fromText('numeric', '1e-1001')).toThrow(tooLarge)
    expect(() => fromText('numeric', '1e999999999')).toThrow(tooLarge)
    expect(() => fromBinary('numeric', '0001 7fff 0000 0000 0001')).toThrow(tooLarge)
    expect(() => fromBinary('numeric', '0001 8000 0000 0000 0001')).toThrow(tooLarge)
    expect(() => fromBinary('numeric', '0000 0000 0000 7fff')).toThrow(tooLarge)
  })

  it('is refused with groups and signs that do not exist', () => {
    expect(() => fromBinary('numeric', '0001 0000 0000 0000 2710')).toThrow(violation)
    expect(() => fromBinary('numeric', '0000 0000 1234 0000')).toThrow(violation)
    expect(() => fromBinary('numeric', 'ffff 0000 0000 0000')).toThrow(violation)
  })

  it.each(['', '.', '-', 'e5', '1e', '1.2.3', 'abc'])('is refused as %j', (value) => {
    expect(() => fromText('numeric', value)).toThrow(invalid)
  })
})

describe('text, json, bytea, uuid', () => {
  it('text is its bytes', () => {
    expect(binary('varchar', 'ä')).toBe('c3a4')
    expect(fromBinary('text', 'c3a4')).toBe('ä')
    expect(() => fromBinary('text', 'ff')).toThrow(invalid)
    expect(() => text('text', 5)).toThrow(invalid)
  })

  it('"char" is one byte', () => {
    expect(binary('char', 'r')).toBe('72')
    expect(binary('char', '')).toBe('00')
    expect(fromBinary('char', '72')).toBe('r')
    expect(fromBinary('char', '00')).toBe('')
    expect(() => binary('char', 'ä')).toThrow(invalid)
  })

  it('jsonb has a version before it', () => {
    expect(binary('jsonb', '{}')).toBe('017b7d')
    expect(binary('json', '{}')).toBe('7b7d')
    expect(fromBinary('jsonb', '017b7d')).toBe('{}')
    expect(() => fromBinary('jsonb', '027b7d')).toThrow(invalid)
    expect(() => fromText('json', '{')).toThrow(invalid)
  })

  it('bytea is hexadecimal, and read with escapes, too', () => {
    expect(text('bytea', hex('00ff5c'))).toBe('\\x00ff5c')
    expect(fromText('bytea', '\\x 00 FF')).toEqual(hex('00ff'))
    expect(fromText('bytea', 'a\\\\\\000\\377')).toEqual(hex('615c00ff'))
    expect(() => fromText('bytea', '\\x0')).toThrow(invalid)
    expect(() => fromText('bytea', '\\xzz')).toThrow(invalid)
    expect(() => fromText('bytea', '\\9')).toThrow(invalid)
  })

  it('uuid is 16 bytes', () => {
    const id = '0a0b0c0d-0102-0304-0506-f0f1f2f3f4f5'
    expect(binary('uuid', id)).toBe('0a0b0c0d010203040506f0f1f2f3f4f5')
    expect(fromBinary('uuid', '0a0b0c0d010203040506f0f1f2f3f4f5')).toBe(id)
    expect(fromText('uuid', '{0A0B0C0D-0102-0304-0506-F0F1F2F3F4F5}')).toBe(id)
    expect(fromText('uuid', '0a0b0c0d010203040506f0f1f2f3f4f5')).toBe(id)
    expect(() => fromText('uuid', '0a0b0c0d')).toThrow(invalid)
  })

  it('regclass is a name as text and a number in binary', () => {
    expect(text('regclass', 'WorkItems')).toBe('WorkItems')
    expect(text('regclass', 16_384)).toBe('16384')
    expect(binary('regclass', 16_384)).toBe('00004000')
    expect(fromText('regclass', '16384')).toBe(16_384)
    expect(() => binary('regclass', 'WorkItems')).toThrow(invalid)
  })
})

describe('dates and times', () => {
  it('date counts days from 2000', () => {
    expect(binary('date', '2000-01-01')).toBe('00000000')
    expect(binary('date', '1999-12-31')).toBe('ffffffff')
    expect(fromBinary('date', '00002262')).toBe('2024-02-06')
    expect(text('date', new Date('1969-12-31T23:00:00Z'))).toBe('1969-12-31')
    expect(text('date', -1n)).toBe('1969-12-31')
    expect(fromText('date', '20240229')).toBe('2024-02-29')
    expect(fromText('date', '2024-02-29T23:59:59Z')).toBe('2024-02-29')
    expect(fromText('date', '0044-03-15 BC')).toBe('0044-03-15 BC')
  })

  it('date goes from 4714 BC to 5874897, and on to infinity', () => {
    expect(fromText('date', '4714-11-24 BC')).toBe('4714-11-24 BC')
    expect(fromText('date', '5874897-12-31')).toBe('5874897-12-31')
    expect(() => fromText('date', '4714-11-23 BC')).toThrow(tooLarge)
    expect(() => fromText('date', '5874898-01-01')).toThrow(tooLarge)
    expect(binary('date', 'infinity')).toBe('7fffffff')
    expect(fromBinary('date', '80000000')).toBe('-infinity')
    expect(() => fromBinary('date', '7ffffffe')).toThrow(tooLarge)
  })

  it.each(['2023-02-29', '2024-13-01', '2024-00-10', '0000-01-01', '1900-02-29', 'today', ''])(
    'date is refused as %j',
    (value) => {
      expect(() => fromText('date', value)).toThrow(invalid)
    },
  )

  it('timestamptz counts microseconds from 2000 in UTC', () => {
    expect(binary('timestamptz', '2000-01-01 00:00:00+00')).toBe('0000000000000000')
    expect(binary('timestamptz', '2000-01-01T02:00:00.000001+02:00')).toBe('0000000000000001')
    expect(binary('timestamptz', new Date('1999-12-31T23:59:59.999Z'))).toBe('fffffffffffffc18')
    expect(fromBinary('timestamptz', 'ffffffffffffffff')).toBe('1999-12-31 23:59:59.999999+00')
    expect(binary('timestamptz', 946_684_800_000_001n)).toBe('0000000000000001')
  })

  it('timestamptz is written in UTC, the fraction without zeros at its end', () => {
    expect(text('timestamptz', new Date('2024-02-29T12:00:00.500Z'))).toBe(
      '2024-02-29 12:00:00.5+00',
    )
    expect(text('timestamptz', new Date('2024-02-29T12:00:00Z'))).toBe('2024-02-29 12:00:00+00')
    expect(text('timestamptz', '2024-03-01 01:30:00+0130')).toBe('2024-03-01 00:00:00+00')
    expect(text('timestamptz', '2024-02-29 12:00')).toBe('2024-02-29 12:00:00+00')
    expect(text('timestamptz', '2024-02-29 12:00:00.1234567 UTC')).toBe(
      '2024-02-29 12:00:00.123457+00',
    )
    expect(text('timestamptz', '2024-02-29 12:00:00.2638825Z')).toBe(
      '2024-02-29 12:00:00.263882+00',
    )
    expect(text('timestamptz', new Date(-62_135_596_800_001))).toBe('0001-12-31 23:59:59.999+00 BC')
    expect(text('timestamptz', '10000-01-01 00:00:00-15:59:59')).toBe('10000-01-01 15:59:59+00')
  })

  it('timestamp passes over a zone', () => {
    expect(text('timestamp', '2024-02-29 12:00:00+05')).toBe('2024-02-29 12:00:00')
    expect(text('timestamp', new Date('2024-02-29T12:00:00Z'))).toBe('2024-02-29 12:00:00')
    expect(text('timestamp', 'epoch')).toBe('1970-01-01 00:00:00')
  })

  it('timestamps end, and go on to infinity', () => {
    expect(text('timestamptz', '294276-12-31 23:59:59.999999Z')).toBe(
      '294276-12-31 23:59:59.999999+00',
    )
    expect(() => text('timestamptz', '294277-01-01Z')).toThrow(tooLarge)
    expect(() => text('timestamptz', '4714-11-23 23:59:59Z BC')).toThrow(tooLarge)
    expect(binary('timestamptz', 'infinity')).toBe('7fffffffffffffff')
    expect(fromBinary('timestamp', '8000000000000000')).toBe('-infinity')
    expect(() => fromBinary('timestamptz', '7ffffffffffffffe')).toThrow(tooLarge)
    expect(() => text('timestamptz', new Date(Number.NaN))).toThrow(invalid)
  })

  it('a day may end at 24:00 and a minute in a leap second', () => {
    expect(text('timestamp', '2024-02-28 24:00:00')).toBe('2024-02-29 00:00:00')
    expect(text('timestamp', '2024-02-28 23:59:60')).toBe('2024-02-29 00:00:00')
    expect(() => text('timestamp', '2024-02-28 24:00:01')).toThrow(invalid)
    expect(() => text('timestamp', '2024-02-28 12:60')).toThrow(invalid)
    expect(() => text('timestamp', '2024-02-28 12')).toThrow(invalid)
  })

  it('time counts microseconds from midnight', () => {
    expect(binary('time', '00:00:00.000001')).toBe('0000000000000001')
    expect(fromBinary('time', '0000000000989680')).toBe('00:00:10')
    expect(fromText('time', '24:00:00')).toBe('24:00:00')
    expect(fromText('time', '4:05:06.700')).toBe('04:05:06.7')
    expect(fromText('time', '04:05:06+02')).toBe('04:05:06')
    expect(() => fromText('time', '04:05:06-16')).toThrow(invalid)
    expect(() => fromText('time', '24:00:00.1')).toThrow(invalid)
    expect(() => fromBinary('time', 'ffffffffffffffff')).toThrow(tooLarge)
  })

  it.each([
    ['1 year 2 mons 3 days 04:05:06.789', '000000036c97ca88 00000003 0000000e'],
    ['-1 days +00:00:01', '00000000000f4240 ffffffff 00000000'],
    ['00:00:00', '0000000000000000 00000000 00000000'],
    ['-00:00:00.5', 'fffffffffff85ee0 00000000 00000000'],
    ['-1 years -1 mons', '0000000000000000 00000000 fffffff3'],
    ['100:00:00', '00000053d1ac1000 00000000 00000000'],
  ])('interval %s is %s', (interval, digits) => {
    expect(binary('interval', interval)).toBe(digits.replaceAll(' ', ''))
    expect(fromBinary('interval', digits)).toBe(interval)
  })

  it.each([
    ['P1Y2M3DT4H5M6.789S', '1 year 2 mons 3 days 04:05:06.789'],
    ['PT-0.5S', '-00:00:00.5'],
    ['P2W', '14 days'],
    ['1 week 2 hours', '7 days 02:00:00'],
    ['1.5 days', '1 day 12:00:00'],
    ['0.5 months', '15 days'],
    ['1.5 years', '1 year 6 mons'],
    ['3 days ago', '-3 days'],
    ['@ 1 minute', '00:01:00'],
    ['90', '00:01:30'],
    ['1 day 90', '1 day 00:01:30'],
    ['1 days 0.000001 seconds', '1 day 00:00:00.000001'],
    ['5 ms 3 us', '00:00:00.005003'],
  ])('interval reads %s as %s', (written, interval) => {
    expect(fromText('interval', written)).toBe(interval)
  })

  it.each(['', 'P', 'PT', '1 fortnight', 'day', '1 2 3', '1:60', 'P1S', 'ago'])(
    'interval is refused as %j',
    (value) => {
      expect(() => fromText('interval', value)).toThrow(invalid)
    },
  )

  it.each([
    ['1 year 2 mons 3 days 04:05:06.789', 'P1Y2M3DT4H5M6.789S'],
    ['-1 days +02:00:00', 'P-1DT2H'],
    ['-1 years -2 mons', 'P-1Y-2M'],
    ['00:00:00', 'PT0S'],
    ['-00:01:01.5', 'PT-1M-1.5S'],
    ['100:00:00', 'PT100H'],
  ])('interval %s is %s in ISO 8601', (interval, written) => {
    expect(isoIntervalCodec.toText(interval)).toBe(written)
    expect(isoIntervalCodec.fromText(written)).toBe(interval)
  })

  it('interval is refused beyond its range', () => {
    expect(() => fromText('interval', '3000000000 days')).toThrow(tooLarge)
    expect(() => fromText('interval', '9999999999999 hours')).toThrow(tooLarge)
  })
})

describe('arrays', () => {
  it('are in braces, with quotes where they are needed', () => {
    expect(text('_int4', [1, null, 3])).toBe('{1,NULL,3}')
    expect(text('_text', ['a', '', 'null', 'a b', 'c"d', 'e\\f', '{', ','])).toBe(
      String.raw`{a,"","null","a b","c\"d","e\\f","{",","}`,
    )
    expect(text('_int4', [])).toBe('{}')
    expect(
      text('_int4', [
        [1, 2],
        [3, 4],
      ]),
    ).toBe('{{1,2},{3,4}}')
    expect(text('_bytea', [hex('00')])).toBe(String.raw`{"\\x00"}`)
  })

  it('are read with spaces, quotes, escapes and bounds', () => {
    expect(fromText('_text', ' { a b , "c,d" , NULL , "NULL", e\\,f } ')).toEqual([
      'a b',
      'c,d',
      null,
      'NULL',
      'e,f',
    ])
    expect(fromText('_text', String.raw`{"a\"b\\"}`)).toEqual(['a"b\\'])
    expect(fromText('_int4', '[0:1]={1,2}')).toEqual([1, 2])
    expect(fromText('_int4', '{{1,2},{3,4}}')).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(fromText('_int8', '{ }')).toEqual([])
  })

  it.each([
    '',
    '1',
    '{1',
    '{1,}',
    '{,1}',
    '{1}}',
    '{1}2',
    '{{1},2}',
    '{{1},{2,3}}',
    '{"1}',
    '{"1"2}',
    '{a{1}}',
  ])('are refused as %j', (value) => {
    expect(() => fromText('_int4', value)).toThrow(invalid)
  })

  it('are refused seven deep', () => {
    expect(fromText('_int4', '{{{{{{1}}}}}}')).toEqual([[[[[[1]]]]]])
    expect(() => fromText('_int4', '{{{{{{{1}}}}}}}')).toThrow(invalid)
    expect(() => fromText('_int4', '{'.repeat(1_000_000))).toThrow(invalid)
    expect(() => text('_int4', [[[[[[[1]]]]]]])).toThrow(invalid)
  })

  it('have their dimensions before them in binary', () => {
    expect(binary('_int4', [1, null])).toBe(
      '00000001 00000001 00000017 00000002 00000001 00000004 00000001 ffffffff'.replaceAll(' ', ''),
    )
    expect(binary('_int2', [[1], [2]])).toBe(
      '00000002 00000000 00000015 00000002 00000001 00000001 00000001 00000002 0001 00000002 0002'.replaceAll(
        ' ',
        '',
      ),
    )
    expect(binary('_int4', [])).toBe('000000000000000000000017')
  })

  it('are read from binary, nested as they were', () => {
    expect(
      fromBinary(
        '_int2',
        '00000002 00000000 00000015 00000002 00000001 00000001 00000001 00000002 0001 00000002 0002',
      ),
    ).toEqual([[1], [2]])
    expect(fromBinary('_int4', '00000000 00000000 00000017')).toEqual([])
  })

  it('are refused in binary with other elements, wrong bounds, and lengths that the bytes do not have', () => {
    expect(() => fromBinary('_int4', '00000000 00000000 00000019')).toThrow(violation)
    expect(() => fromBinary('_int4', '00000007 00000000 00000017')).toThrow(violation)
    expect(() => fromBinary('_int4', '00000001 00000000 00000017 ffffffff 00000001')).toThrow(
      violation,
    )
    expect(() => fromBinary('_int4', '00000001 00000000 00000017 7fffffff 00000001')).toThrow(
      violation,
    )
    expect(
      fromBinary('_int4', '00000002 00000000 00000017 7fffffff 00000001 00000000 00000001'),
    ).toEqual([])
  })

  it('are refused where inner arrays differ', () => {
    expect(() => text('_int4', [[1], [2, 3]])).toThrow(invalid)
    expect(() => text('_int4', [[1], 2])).toThrow(invalid)
    expect(() => text('_int4', [1, [2]])).toThrow(invalid)
    expect(() => text('_int4', [[], []])).toThrow(invalid)
    expect(() => text('_int4', 1)).toThrow(invalid)
  })

  it('are numbers between spaces in a vector, which begins at 0', () => {
    expect(text('int2vector', [1, 2])).toBe('1 2')
    expect(fromText('int2vector', '1 2')).toEqual([1, 2])
    expect(fromText('oidvector', '')).toEqual([])
    expect(binary('int2vector', [1])).toBe(
      '00000001 00000000 00000015 00000001 00000000 00000002 0001'.replaceAll(' ', ''),
    )
  })
})
