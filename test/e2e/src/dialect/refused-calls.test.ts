import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenExpressions, openExpressions } from './open-expressions.ts'

describe('calls that can not be carried out', () => {
  let opened: OpenExpressions
  beforeAll(async () => {
    opened = await openExpressions()
  })
  afterAll(() => opened[Symbol.asyncDispose]())

  it.each([
    [
      'DATEFROMPARTS(1, 2)',
      {
        message: 'DATEFROMPARTS takes 3 arguments, not 2',
        hint: 'Write DATEFROMPARTS(year, month, day).',
        position: 7,
      },
    ],
    [
      "DATEADD(mont, 1, '2026-01-01')",
      { message: 'mont is no date part', hint: 'Did you mean month?', position: 15 },
    ],
    [
      "DATEADD(tz, 1, '2026-01-01')",
      { message: 'DATEADD can not count in tzoffset', position: 15 },
    ],
    [
      'L_LAST_N_DAYS()',
      { message: 'L_LAST_N_DAYS takes 1 argument, not 0', hint: 'Write L_LAST_N_DAYS(n).' },
    ],
    [
      "L_LAST_N_DAYS('x')",
      { message: 'L_LAST_N_DAYS needs a number that is 0 or more', position: 21 },
    ],
    [
      "HASHBYTES('crc', 'a')",
      { message: 'HASHBYTES does not know the algorithm crc', position: 17 },
    ],
    ["FORMAT(1, 'Q')", { message: 'FORMAT does not know the pattern Q', position: 17 }],
    ["FORMAT(1, 'N', 'de-DE')", { message: 'FORMAT does not know the culture de-DE' }],
    ["EXPR('1 +')", { message: expect.stringContaining('EXPR can not read 1 +') as string }],
    ["LEN('a') OVER ()", { message: 'LEN is no aggregate', position: 7 }],
    [
      "XML_EXTRACT('<a/>', '/a')",
      { message: 'XML_EXTRACT can not be computed: the engine reads no XML', position: 7 },
    ],
    [
      "FILESIZE('notes.txt')",
      { message: 'FILESIZE can not be computed: files are out of reach of a query', position: 7 },
    ],
    [
      'SCOPE_IDENTITY()',
      { message: 'SCOPE_IDENTITY can not be computed: no statement here has inserted a row' },
    ],
  ])('says why %s is refused', async (expression, error) => {
    await expect(opened.valueOf(expression)).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_SQL',
      ...error,
    })
  })
})
