import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatConnectionString } from './format-connection-string.ts'
import { parseConnectionString } from './parse-connection.ts'
import { anyText, connectionText } from './testing/connection-text.ts'

it('writes what differs from the defaults, in the order of the table', () => {
  const options = parseConnectionString('timeout=10;maxrows=-1;pat=x;organization=contoso')
  expect(formatConnectionString(options)).toBe(
    'AuthScheme=Basic;Organization=contoso;PersonalAccessToken=x;Timeout=10;',
  )
})

it('quotes what would be read differently without', () => {
  expect(
    formatConnectionString({
      Catalog: 'a;b',
      Schema: ' c',
      User: '"d"',
      Password: 'e"f=g',
      ProxyExceptions: ['h', 'i'],
    }),
  ).toBe('User="""d""";Password=e"f=g;Catalog="a;b";Schema=" c";ProxyExceptions="h;i";')
})

it('writes nothing for defaults', () => {
  expect(formatConnectionString(parseConnectionString(''))).toBe('')
})

it('parses back to the same options', () => {
  fc.assert(
    fc.property(connectionText, (text) => {
      const options = parseConnectionString(text)
      expect(parseConnectionString(formatConnectionString(options))).toEqual(options)
    }),
  )
})

it('brings any text through a value unchanged', () => {
  fc.assert(
    fc.property(anyText, anyText, (token, catalog) => {
      const written = formatConnectionString({ PersonalAccessToken: token, Catalog: catalog })
      const { PersonalAccessToken, Catalog } = parseConnectionString(written)
      expect([PersonalAccessToken ?? '', Catalog ?? '']).toEqual([token, catalog])
    }),
  )
})
