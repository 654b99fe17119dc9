import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connectionProperties } from './connection-properties.ts'
import { parseConnectionString } from './parse-connection.ts'
import { redactConnectionString, secretsOf } from './redact-connection-string.ts'
import { anyText } from './testing/connection-text.ts'

it.each([
  [
    'AuthScheme=Basic;Organization=contoso;PersonalAccessToken=MyPAT;Catalog=CData',
    'AuthScheme=Basic;Organization=contoso;PersonalAccessToken=***;Catalog=CData',
  ],
  ['pat = "a;b" ; Organization=contoso', 'pat = *** ; Organization=contoso'],
  ['PersonalAccesToken=MyPAT;Organization=contoso', 'PersonalAccesToken=***;Organization=contoso'],
  ['PersonalAccessToken=My;PAT1;Organization=contoso', 'PersonalAccessToken=***;***'],
  ['PersonalAccessToken=My;Pat=x;', 'PersonalAccessToken=***;Pat=***;'],
  ['PersonalAccessToken=My;rest=x;', 'PersonalAccessToken=***;***=***;'],
  ['PersonalAccessToken="MyPAT', '***'],
  ['PersonalAccessToken="My"PAT;Organization=contoso', '***'],
  ['Organization=contoso PersonalAccessToken=MyPAT', 'Organization=***'],
  ['URL=https://me:MyPAT@server/c', 'URL=***'],
  [
    'azuredevops:///?PAT=My%50AT&Organization=contoso',
    'azuredevops:///?PAT=***&Organization=contoso',
  ],
  ['jdbc:azuredevops:PWD=MyPAT', 'jdbc:azuredevops:PWD=***'],
  ['MyPAT', '***'],
  ['', ''],
])('redacts %s', (text, redacted) => {
  expect(redactConnectionString(text)).toBe(redacted)
})

it('gives the secrets as they are and as they are written', () => {
  expect(secretsOf('PAT="a""b";Organization=contoso;ProxyPassword=pw')).toEqual([
    'a"b',
    '"a""b"',
    'pw',
  ])
  expect(secretsOf('azuredevops:///?PAT=a%2Bb')).toEqual(['a+b', 'a%2Bb'])
})

it('gives what may be a secret in a string that parses to an error', () => {
  expect(secretsOf('PersonalAccessToken="MyPAT1')).toContain('MyPAT1')
  expect(secretsOf('Organization=contoso PersonalAccessToken=MyPAT1')).toContain('MyPAT1')
  expect(secretsOf('PersonalAccesToken=MyPAT1')).toEqual(['MyPAT1'])
})

it('gives nothing for a string without secrets', () => {
  expect(secretsOf('Organization=contoso;Catalog=CData;Timeout=60')).toEqual([])
})

const secretNames = connectionProperties
  .filter((property) => property.sensitivity === 'secret')
  .flatMap((property) => [property.name, ...(property.aliases ?? [])])
// A secret that is no part of any sentence.
const secret = fc
  .string({ unit: fc.constantFrom(...'0123456789'), minLength: 8 })
  .map((s) => `q${s}`)

it('shows no secret, however broken the string around it is', () => {
  fc.assert(
    fc.property(
      fc.record({
        before: anyText,
        name: fc.constantFrom(...secretNames),
        between: fc.constantFrom('=', ' = ', '="', "='", '"', ';', ' '),
        hidden: secret,
        after: anyText,
      }),
      ({ before, name, between, hidden, after }) => {
        for (const text of [
          `${before};${name}${between}${hidden}${after}`,
          `${before}${name}=${hidden};${after}`,
          `${name}=${after};${hidden};${before}`,
          `${name}=${after};${hidden}=${before}`,
          `${name}="${after}"${hidden}`,
        ]) {
          expect(redactConnectionString(text)).not.toContain(hidden)
          expect(messageOf(text)).not.toContain(hidden)
        }
      },
    ),
    { numRuns: 500 },
  )
})

it('gives every secret of a well-formed string', () => {
  fc.assert(
    fc.property(fc.constantFrom(...secretNames), secret, (name, hidden) => {
      expect(secretsOf(`Organization=contoso;${name}="${hidden}";Timeout=5`)).toContain(hidden)
    }),
  )
})

it('never throws', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('', 'azuredevops:///?', 'PAT='), (text, prefix) => {
      redactConnectionString(prefix + text)
      secretsOf(prefix + text)
    }),
  )
})

/** All that an error says in words. */
function messageOf(text: string): string {
  try {
    return parseConnectionString(text)
      .notes.map((note) => note.message)
      .join()
  } catch (error) {
    return error instanceof Error
      ? `${error.message} ${'hint' in error ? String(error.hint) : ''} ${JSON.stringify(error)}`
      : ''
  }
}
