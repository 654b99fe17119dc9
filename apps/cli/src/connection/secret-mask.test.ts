import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secretMask } from './secret-mask.ts'

it('hides the values of secret properties only, however they are written', () => {
  const mask = secretMask([
    'Organization=contoso; personalaccesstoken = abcdefgh1 ;ProxyPassword="p;q""r"',
  ])
  expect(mask.hide('contoso abcdefgh1 p;q"r end')).toBe('contoso *** *** end')
})

it('hides a short secret where it stands alone', () => {
  const mask = secretMask(['Password=ab'])
  expect(mask.hide('about ab, "ab"')).toBe('about ***, "***"')
})

it('hides the password of a URL', () => {
  expect(
    secretMask(['URL=http://me:hunter2hunter2@host/x']).hide('to me:hunter2hunter2@host'),
  ).toBe('to me:***@host')
})

it('reads connection strings that do not parse', () => {
  expect(secretMask(['PersonalAccessToken="unclosed-token']).hide('x unclosed-token')).toBe('x ***')
})

it('lets no secret through that is long enough to be one', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), (secret, around) => {
      fc.pre(secret === secret.trim())
      const quoted = `"${secret.replaceAll('"', '""')}"`
      const mask = secretMask([`User=me;PersonalAccessToken=${quoted};Schema=x`])
      expect(mask.hide(`${around}${secret}${around}`)).not.toContain(secret)
    }),
  )
})

it('keeps the length when it covers', () => {
  expect(secretMask(['Password=abcdefghi']).cover('x abcdefghi y')).toBe('x ********* y')
})
