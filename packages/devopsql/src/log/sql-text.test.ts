import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loggedSql } from './sql-text.ts'

it.each([
  ["SELECT * FROM Builds WHERE Result = 'failed'", "SELECT * FROM Builds WHERE Result = 'failed'"],
  [
    "SELECT 1 WHERE Password = 'abc' AND x = 'd'",
    "SELECT 1 WHERE Password = (removed) AND x = 'd'",
  ],
  ["SELECT 'exec me'", "SELECT 'exec me'"],
  [
    "EXEC GetOAuthAccessToken AuthMode='WEB', Verifier='abc', CallbackURL = 'http://localhost'",
    "EXEC GetOAuthAccessToken AuthMode='WEB', Verifier=(removed), CallbackURL = 'http://localhost'",
  ],
  ["execute [p] @OAuthRefreshToken = 'it''s'", 'execute [p] @OAuthRefreshToken = (removed)'],
  ["EXEC p 'abc', 'def'", 'EXEC p (removed), (removed)'],
  ["EXEC p Verifier='not closed", 'EXEC (removed)'],
])('shows %s as it may stand in a log', (sql, shown) => {
  expect(loggedSql(sql).text).toBe(shown)
})

it('gives the values that it has removed', () => {
  expect(loggedSql("EXEC p Verifier='it''s*', @PKCEVerifier='b'").secrets).toEqual(["it's*", 'b'])
})

it('never shows the value of an argument that may be secret', () => {
  const space = fc.constantFrom('', ' ', '\n', ' /* a */ ', " -- it's\n")
  const name = fc.constantFrom('Verifier', '@OAuthRefreshToken', '[Passphrase]', '"PKCEVerifier"')
  const value = fc.uuid()
  const quoted = fc.constantFrom(
    (text: string) => `'${text}'`,
    (text: string) => `N'''${text}'`,
    (text: string) => `"${text}"`,
    (text: string) => text,
    (text: string) => `'${text}`,
  )
  fc.assert(
    fc.property(
      fc.record({ space, name, value, quoted, before: fc.string(), after: fc.string() }),
      ({ space: gap, name: argument, value: secret, quoted: quote, before, after }) => {
        const literal = before.replaceAll("'", "''")
        const sql = `EXEC p Scope='${literal}',${gap}${argument}${gap}=${gap}${quote(secret)}`
        expect(loggedSql(`${sql}${gap},${after}`).text).not.toContain(secret)
      },
    ),
  )
})
