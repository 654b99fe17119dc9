import { describe, expect, it } from 'vitest'
import { decoderOf, decodeTimestamp } from './decode.ts'

describe('a person', () => {
  const name = decoderOf('varchar', 'person-name')
  const uniqueName = decoderOf('varchar', 'person-unique-name')

  it.each([
    [{ displayName: 'Ana Ruiz', uniqueName: 'ana@example.com' }, 'Ana Ruiz', 'ana@example.com'],
    ['Ana Ruiz <ana@example.com>', 'Ana Ruiz', 'ana@example.com'],
    ['Ana Ruiz (Sales) <FABRIKAM\\ana>', 'Ana Ruiz (Sales)', 'FABRIKAM\\ana'],
    ['Ana Ruiz', 'Ana Ruiz', null],
    ['<ana@example.com>', '<ana@example.com>', null],
    [{ displayName: 'A <b>', uniqueName: null }, 'A <b>', null],
    [{ id: 'an id alone' }, null, null],
    ['', null, null],
    [null, null, null],
    [undefined, null, null],
    [[], null, null],
  ])('%j is shown the same from a text and from an object', (value, shown, unique) => {
    expect(name(value)).toBe(shown)
    expect(uniqueName(value)).toBe(unique)
  })
})

describe('a demand', () => {
  const name = decoderOf('varchar', 'demand-name')
  const wanted = decoderOf('varchar', 'demand-value')

  it.each([
    ['java', 'java', null],
    ['Agent.Version -gtVersion 2.115.0', 'Agent.Version', '2.115.0'],
    ['Agent.Name -equals build box 3', 'Agent.Name', 'build box 3'],
    [{ name: 'java', value: null }, 'java', null],
    [{ name: 'Agent.OS', value: 'Linux' }, 'Agent.OS', 'Linux'],
    ['', null, null],
    [undefined, null, null],
  ])('%j is taken apart', (value, shown, expected) => {
    expect(name(value)).toBe(shown)
    expect(wanted(value)).toBe(expected)
  })
})

it.each([
  ['Agent.Version -gtVersion 2.115.0', 'Agent.Version -gtVersion 2.115.0'],
  [{ name: 'java', value: null }, 'java'],
  [{ name: 'Agent.OS', value: 'Linux' }, 'Agent.OS -equals Linux'],
  [null, null],
])('the demand %j is written as a text', (value, expected) => {
  expect(decoderOf('varchar', 'demand')(value)).toBe(expected)
})

describe('values of other JSON types than the documented one', () => {
  it.each([
    ['integer', '12', 12],
    ['integer', 12.0, 12],
    ['integer', '', null],
    ['bigint', '9007199254740993', 9_007_199_254_740_993n],
    ['double', '1.5', 1.5],
    ['boolean', 'True', true],
    ['boolean', 0, false],
    ['uuid', '', null],
    ['varchar', 12, '12'],
    ['varchar', { displayName: 'Ana', uniqueName: 'ana@example.com' }, 'Ana <ana@example.com>'],
  ] as const)('%s takes %j', (type, value, expected) => {
    expect(decoderOf(type, 'value')(value)).toBe(expected)
  })

  it.each([
    ['integer', 12.5],
    ['integer', 'twelve'],
    ['bigint', 9_007_199_254_740_992],
    ['double', 'much'],
    ['boolean', 'perhaps'],
    ['timestamptz', '1/30/2019 10:11:37 AM'],
  ] as const)('%s refuses %j rather than show another value', (type, value) => {
    expect(() => decoderOf(type, 'value')(value)).toThrow(`where ${type} is expected`)
  })
})

describe('a time', () => {
  it.each([
    ['2019-01-30T10:11:37.293Z', 1_548_843_097_293_000n],
    ['2019-01-30T10:11:37.2931239Z', 1_548_843_097_293_123n],
    ['2019-01-30T10:11:37', 1_548_843_097_000_000n],
    ['2019-01-30T12:11:37.1+02:00', 1_548_843_097_100_000n],
    ['2019-01-30', 1_548_806_400_000_000n],
    ['9999-12-31T23:59:59.9999999Z', 253_402_300_799_999_999n],
    ['0001-01-01T00:00:00', null],
    ['/Date(1548843097293)/', 1_548_843_097_293_000n],
    ['', null],
  ])('%s', (text, expected) => {
    expect(decodeTimestamp(text)).toBe(expected)
  })
})

it('the path of a node is what work items in it have', () => {
  const decode = decoderOf('varchar', 'node-path')
  expect(decode('\\Fabrikam\\Area\\Web\\Area')).toBe('Fabrikam\\Web\\Area')
  expect(decode('\\Fabrikam\\Iteration')).toBe('Fabrikam')
  expect(decode(undefined)).toBe(null)
})

it('reads times in American form, in UTC, where a column says so', () => {
  const decode = decoderOf('timestamptz', 'american-time')
  const at = (text: string): unknown => decoderOf('timestamptz', 'value')(text)
  expect(decode('12/26/2023 6:05:54 AM')).toBe(at('2023-12-26T06:05:54Z'))
  expect(decode('1/2/2024 12:00:01 AM')).toBe(at('2024-01-02T00:00:01Z'))
  expect(decode('1/2/2024 12:30:00 PM')).toBe(at('2024-01-02T12:30:00Z'))
  expect(decode('2024-01-02T00:00:01.5Z')).toBe(at('2024-01-02T00:00:01.5Z'))
  expect(decode(undefined)).toBeNull()
  expect(() => decode('26.12.2023')).toThrow('timestamptz is expected')
})
