import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coverArguments, type Secrecy } from './cover-arguments.ts'

const secrecy: Secrecy = (argument, procedure) => {
  if (argument === 'verifier') return 'secret'
  return procedure === 'p' && argument === 'state' ? 'open' : 'unknown'
}

it.each([
  ["EXEC p Verifier = 'ab', State='cd'", "EXEC p Verifier = ****, State='cd'"],
  ["execute x.[p] @state = -1, @verifier='ab'", 'execute x.[p] @state = -1, @verifier=****'],
  ["EXEC p -- State='cd'\n Verifer='ab'", 'EXEC p ** **********\n Verifer=****'],
  ["EXEC q State='cd'", 'EXEC q State=****'],
  ['EXEC p Verifier=@code, State=?', 'EXEC p Verifier=@code, State=?'],
  ["EXEC p 'ab', x", 'EXEC p ****, *'],
  ["EXEC p Verifier 'ab'", 'EXEC p ******** ****'],
  ["EXEC p State='cd' Verifier='ab'", "EXEC p State='cd' ********=****"],
  ['EXEC p Verifier = M.C5-x', 'EXEC p Verifier = *.**-*'],
  ["EXEC p Verifier = 'a\nb'", 'EXEC p Verifier = **\n**'],
  ["EXPLAIN EXEC p Verifier='ab'", 'EXPLAIN EXEC p Verifier=****'],
  ["SELECT 1; EXEC p Verifier='ab'; SELECT 'x'", "SELECT 1; EXEC p Verifier=****; SELECT 'x'"],
  ["EXEC p Verifier='ab", 'EXEC **************'],
  ["EXCE p Verifier='ab", 'EXCE p Verifier****'],
  ["EXCE p @Verifier = 'ab', State='cd'", "EXCE p @Verifier = ****, State='cd'"],
  ["CALL p(Verifier := 'ab')", 'CALL p(Verifier := ****)'],
  [
    "SELECT 'ab' AS exec FROM t WHERE state = 'cd'",
    "SELECT 'ab' AS exec FROM t WHERE state = 'cd'",
  ],
])('covers what may not be shown: %s', (sql, shown) => {
  expect(coverArguments(sql, secrecy)).toBe(shown)
})

it('keeps no secret and every length, whatever is typed around it', () => {
  const pieces = fc.constantFrom(
    "'tOkEn'",
    'Verifier',
    '@Verifier',
    '=',
    ',',
    ' ',
    'State',
    '-',
    '(',
    ')',
    "'",
    '.',
    '\n',
    '[',
    ':',
  )
  const tail = fc.array(pieces, { maxLength: 12 })
  fc.assert(
    fc.property(tail, (parts) => {
      const sql = `EXEC p Verifier=${parts.join('')}`
      const shown = coverArguments(sql, (argument) => (argument === 'state' ? 'unknown' : 'secret'))
      expect(shown).toHaveLength(sql.length)
      expect(shown).not.toContain('tOkEn')
    }),
    { numRuns: 2000 },
  )
})
