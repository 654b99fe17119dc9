import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describedBody, describedText } from './described-body.ts'

const json = 'application/json; charset=utf-8'
const same = (text: string): string => text

function describedJson(value: unknown): string {
  return describedBody({ text: JSON.stringify(value), contentType: json }, same)
}

it('shows JSON with its length', () => {
  expect(describedJson({ count: 1, value: [{ id: 4, name: 'é' }] })).toBe(
    'body of 42 bytes: {"count":1,"value":[{"id":4,"name":"é"}]}',
  )
})

it.each([
  [
    { access_token: 'abc', token_type: 'Bearer' },
    '{"access_token":"(removed)","token_type":"Bearer"}',
  ],
  [{ secrets: { a: 'abc' } }, '{"secrets":"(removed)"}'],
  [[{ name: 'MyPassword', value: 'abc' }], '[{"name":"MyPassword","value":"(removed)"}]'],
  [{ isSecret: true, value: 'abc' }, '{"isSecret":true,"value":"(removed)"}'],
  [{ message: 'password=abc' }, '{"message":"password=(removed)"}'],
  [{ inner: '{"client_secret":"abc"}' }, '{"inner":"{\\"client_secret\\":(removed)}"}'],
  [{ value: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }, '{"value":"(removed)"}'],
  [{ token: null, password: true }, '{"token":null,"password":true}'],
  [{}, '{}'],
  ['text', '"text"'],
])('removes from JSON what is secret by its name (%j)', (value, shown) => {
  expect(describedJson(value)).toContain(`bytes: ${shown}`)
})

it('removes from forms and plain text what is secret by its name', () => {
  const form = 'application/x-www-form-urlencoded'
  expect(describedBody({ text: 'code=abc&x=1', contentType: form }, same)).toBe(
    'body of 12 bytes: code=(removed)&x=1',
  )
  expect(describedBody({ text: 'bad Password: abc!', contentType: 'text/plain' }, same)).toBe(
    'body of 18 bytes: bad Password: (removed)',
  )
})

it.each([
  ['<input name=code value=abc>', 'text/html', 'body of 27 bytes of text/html'],
  ['abc', undefined, 'body of 3 bytes of an unknown type'],
  ['{"a":', 'application/json', 'body of 5 bytes of broken JSON'],
  ['', 'application/json', 'no body'],
])('tells only the length of %s', (text, contentType, shown) => {
  expect(describedBody({ text, contentType }, same)).toBe(shown)
})

it('cuts a body at 64 KiB and says how long it is', () => {
  const shown = describedJson({ text: 'ä'.repeat(100_000) })
  expect(shown).toMatch(/^body of 200011 bytes: \{"text":"ä+\.\.\. \(cut\)$/)
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(65_536 + 40)
})

it('hides known secrets before it cuts', () => {
  const secret = 'k'.repeat(40)
  const text = `${'x'.repeat(65_500)} ${secret}`
  const hide = (given: string): string => given.replaceAll(secret, '(removed)')
  expect(describedBody({ text, contentType: 'text/plain' }, hide)).not.toContain('kk')
  expect(describedBody({ text: JSON.stringify([text]), contentType: json }, hide)).not.toContain(
    'kk',
  )
})

it.each(['a', 'token="', '"', 'a.', 'code     '])(
  'goes through a long text of %s once (a search that begins anew at each place would take minutes)',
  (piece) => {
    expect(describedText(`${piece.repeat(1_000_000)} token=abc`)).toMatch(/\(removed\)$/)
  },
)

const secretNames = ['access_token', 'Password', 'client_secret', 'code', 'PKCEVerifier']

it('shows nothing of what stands under a secret name, wherever in the JSON it is', () => {
  const marked = fc.uuid().map((id) => `s3cret${id}`)
  const place = fc.constantFrom('member', 'array', 'object', 'pair')
  fc.assert(
    fc.property(
      fc.record({ secret: marked, name: fc.constantFrom(...secretNames), place, other: fc.json() }),
      ({ secret, name, place: at, other }) => {
        const around: unknown = JSON.parse(other)
        const shapes: Readonly<Record<string, unknown>> = {
          member: { [name]: secret },
          array: { [name]: [around, secret] },
          object: { [name]: { any: secret } },
          pair: { name, value: secret },
        }
        expect(describedJson([around, { deep: [shapes[at]] }])).not.toContain(secret)
      },
    ),
  )
})

it('shows nothing of what follows a secret name in plain text', () => {
  const form = fc.constantFrom(
    (name: string, value: string) => `${name}=${value}`,
    (name: string, value: string) => `${name}: ${value} and more`,
    (name: string, value: string) => `{"${name}": "${value}"}`,
    (name: string, value: string) => `'${name}' = '${value}'`,
    (name: string, value: string) => `${name}: Bearer ${value}`,
  )
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom(...secretNames), form, (secret, name, written) => {
      expect(describedText(`before ${written(name, secret)}, after`)).not.toContain(secret)
    }),
  )
})
