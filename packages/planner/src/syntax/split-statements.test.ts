import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

describe('splitStatements', () => {
  it.each([
    ['', []],
    [' ;; ; ', []],
    ['-- nothing; here\n', []],
    ['/* a; /* b; */ c */ ;', []],
    ['SELECT 1', [['SELECT 1', 0]]],
    ['SELECT 1;', [['SELECT 1', 0]]],
    [
      ' SELECT 1 ;; SELECT 2 -- last\n',
      [
        ['SELECT 1', 1],
        ['SELECT 2', 13],
      ],
    ],
    [
      'SELECT \'a;b\' ; SELECT "c;d"',
      [
        ["SELECT 'a;b'", 0],
        ['SELECT "c;d"', 15],
      ],
    ],
    ['SELECT $$;$$, $t$;$$;$t$', [['SELECT $$;$$, $t$;$$;$t$', 0]]],
    ["SELECT E'\\';', [a;b], `c;d`", [["SELECT E'\\';', [a;b], `c;d`", 0]]],
    ['SELECT /* ; */ 1 -- ;\n+ 2', [['SELECT /* ; */ 1 -- ;\n+ 2', 0]]],
    ['-- first;\nSELECT 1', [['SELECT 1', 10]]],
    [
      'SELECT (1; SELECT 2',
      [
        ['SELECT (1', 0],
        ['SELECT 2', 11],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(splitStatements(text).map(({ sql, position }) => [sql, position])).toEqual(expected)
  })

  it('gives back what was joined, wherever the text is cut', () => {
    const statement = fc.constantFrom(
      'SELECT 1',
      "SELECT ';''' AS \"a;\"",
      'SELECT $x$;$x$ /* ; */ + 1',
      "EXEC p a = 'x;y'",
      "SELECT [a;b], E'\\';'",
    )
    const between = fc.constantFrom(';', ' ; ', ';;', ';-- c;\n', '; /* ;;; */\n', ';\n;')
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, between)), (parts) => {
        const text = parts.map((part) => part.join('')).join('')
        const found = splitStatements(text)
        expect(found.map(({ sql }) => sql)).toEqual(parts.map(([sql]) => sql))
        for (const { sql, position } of found) expect(text.startsWith(sql, position)).toBe(true)
      }),
    )
  })

  it.each([
    ["SELECT 1; SELECT 'x", 17],
    ['SELECT 1; /* x', 10],
    ['SELECT 1; SELECT $a$ x', 17],
  ])('%j has no end, which is told with its place', (text, position) => {
    expect(() => splitStatements(text)).toThrow(
      expect.objectContaining({ code: 'DEVOPSQL_SYNTAX_ERROR', position }),
    )
  })

  it('repeats nothing of a call in errors', () => {
    const text = "SELECT 1; EXEC p Secret = 'hunter2-hunter2"
    expect(() => splitStatements(text)).toThrow('the text can not be read from here on')
  })

  it.each<[string, (repeats: number) => string]>([
    ['many statements', (repeats) => "SELECT 'a', b /* c */ FROM t; ".repeat(repeats)],
    ['lists in lists', (repeats) => `SELECT ${'['.repeat(repeats)}1, 2${']'.repeat(repeats)}`],
    ['many comments', (repeats) => `${'/**/ '.repeat(repeats)}SELECT 1`],
  ])('needs time in proportion to the text: %s', (_, textOf) => {
    const milliseconds = (repeats: number): number => {
      const text = textOf(repeats)
      const before = performance.now()
      expect(splitStatements(text).length).toBeGreaterThan(0)
      return performance.now() - before
    }
    // The quickest of some runs: other work on the machine can only slow one down.
    const quickest = (repeats: number): number =>
      Math.min(...Array.from({ length: 5 }, () => milliseconds(repeats)))
    expect(quickest(40_000) / quickest(4000)).toBeLessThan(40)
  })
})
