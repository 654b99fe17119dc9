import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createKnownSecrets, type KnownSecrets } from './known-secrets.ts'

function knowing(...all: readonly string[]): KnownSecrets {
  const secrets = createKnownSecrets()
  for (const secret of all) secrets.add(secret, { forGood: true })
  return secrets
}

it('hides a secret wherever it stands', () => {
  expect(knowing('p4ssw0rd!').hide('xp4ssw0rd!x and p4ssw0rd!')).toBe('x(removed)x and (removed)')
})

it('hides a short one only where it stands alone', () => {
  expect(knowing('abc').hide('abc abcd "abc"')).toBe('(removed) abcd "(removed)"')
})

it('hides the longer of two that begin alike as a whole', () => {
  expect(knowing('secret', 'secret-and-more').hide('secret-and-more, secret')).toBe(
    '(removed), (removed)',
  )
})

it('forgets the oldest of those that pass, and none of those that last', () => {
  const secrets = knowing('lasting-secret')
  for (let count = 0; count < 101; count++) secrets.add(`passing-${count}!`, { forGood: false })
  expect(secrets.hide('lasting-secret passing-0! passing-1! passing-100!')).toBe(
    '(removed) passing-0! (removed) (removed)',
  )
})

it('takes no empty text for a secret', () => {
  expect(knowing('', ' ').hide('a b')).toBe('a b')
})

it.each([
  [
    'a JSON Web Token',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9',
  ],
  ['a personal access token', 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst'],
  ['a newer one', `${'aB3'.repeat(25)}cAZDO1a2b`],
  ['the secret of an app', `abc8Q~${'dEf-4_.'.repeat(5).slice(0, 34)}`],
  ['what follows Bearer', 'opaque0token/with+signs=='],
])('hides %s that it was never told of', (_what, token) => {
  expect(knowing().hide(`header: Bearer ${token} end`)).toBe('header: Bearer (removed) end')
})

it('leaves words, ids and hashes alone', () => {
  const text =
    'Bearer authentication, 6487896b-c6c2-4c5c-a5c1-82d601c28c32, b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'
  expect(knowing('p4ssw0rd!').hide(text)).toBe(text)
})

it.each(['eyJ', 'eyJaaaaaaaaaaaa.', '8Q~abc', 'Bearer ', 'abcdefgh'])(
  'goes through a long text of %s once (a search that begins anew at each place would take minutes)',
  (piece) => {
    expect(knowing('p4ssw0rd!').hide(`${piece.repeat(400_000)} p4ssw0rd!`)).toMatch(/ \(removed\)$/)
  },
)

const secret = fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' }).filter(
  // What is made of the characters of the mask, or looks alike when it is written otherwise, proves nothing.
  (text) => text.trim().length >= 8 && !'(removed)(removed)'.includes(text.trim()),
)

const writings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['JSON', (text) => JSON.stringify({ a: text })],
  ['JSON in JSON', (text) => JSON.stringify({ a: JSON.stringify(text) })],
  ['a URL', (text) => `https://host/?a=${encodeURIComponent(text)}&b`],
  ['lower escapes', (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase())],
  ['JSON in ASCII', (text) => lowerEscapes(escapedJson(JSON.stringify(text), /[^ -~]/g))],
  ['JSON for HTML', (text) => escapedJson(text, /[^ -~]|["&'+<>\\`]/g)],
  ['a form', (text) => new URLSearchParams({ a: text }).toString()],
  ['Base64', (text) => `Basic ${Buffer.from(text).toString('base64')}`],
  ['Base64 of a pair', (text) => Buffer.from(`me:${text}`).toString('base64')],
  ['Base64 in the middle', (text) => Buffer.from(`<${text}> and`).toString('base64')],
  ['Base64 for URLs', (text) => Buffer.from(`ab${text}c`).toString('base64url')],
]

function escapedJson(text: string, escaped: RegExp): string {
  const hex = (unit: string): string => unit.charCodeAt(0).toString(16).toUpperCase()
  return text.replace(escaped, (unit) => `\\u${hex(unit).padStart(4, '0')}`)
}

function lowerEscapes(text: string): string {
  return text.replace(/\\u[\dA-F]{4}/g, (hex) => hex.toLowerCase())
}

it.each(writings)('hides a secret written as %s', (_name, write) => {
  fc.assert(
    fc.property(secret, fc.lorem(), (text, words) => {
      const hidden = knowing(text).hide(`${words} ${write(text)} ${words}`)
      expect(hidden).not.toContain(write(text))
      expect(hidden).toContain('(removed)')
    }),
  )
})
