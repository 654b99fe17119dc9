import type { RowFormat } from '@devopsql/formats'
import { expect, it } from 'vitest'
import { aColumn } from '../testing/fake-connection.ts'
import { tableFormat } from './table-format.ts'
import { plainStyle } from './text-style.ts'

const plain = { style: plainStyle, whole: '--format json' }

const columns = [aColumn('Id', 'INTEGER'), aColumn('Title')]

function written(format: RowFormat, batches: readonly (readonly unknown[][])[]): string {
  return format.begin(columns) + batches.map((b) => format.rows(b)).join('') + format.end()
}

it('aligns numbers right, text left, and counts the rows', () => {
  expect(
    written(tableFormat({ width: 40, ...plain }), [
      [
        [1, 'One'],
        [12, null],
      ],
      [[300, 'NULL']],
    ]),
  ).toBe(
    [' Id  Title', '───  ──────', '  1  One', ' 12  NULL', "300  'NULL'", '(3 rows)', ''].join(
      '\n',
    ),
  )
})

it('cuts text that does not fit and says so', () => {
  expect(written(tableFormat({ width: 16, ...plain }), [[[1, 'a very long title']]])).toBe(
    'Id  Title\n──  ────────────\n 1  a very long…\n(1 row; 1 value cut to fit, --format json shows it whole)\n',
  )
})

it('keeps every line within the width for wide, combined and right-to-left text', () => {
  expect(
    written(tableFormat({ width: 14, ...plain }), [
      [
        [1, '日本語日本語'],
        [2, '👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻'],
        [3, 'שלום עולם שלום'],
      ],
    ])
      .split('\n')
      .slice(2, 5),
  ).toEqual([' 1  日本語日…', ' 2  👩‍💻👩‍💻👩‍💻👩‍💻…', ' 3  שלום עולם…'])
})

it('keeps line breaks and escape sequences inside their cell', () => {
  expect(written(tableFormat({ width: 60, ...plain }), [[[1, 'a\nb\u001b[2Jc']]])).toContain(
    ' 1  a↵b␛[2Jc\n',
  )
})

it('writes as soon as the sample is full and holds nothing back after it', () => {
  const format = tableFormat({ width: 40, ...plain, sample: 2 })
  format.begin(columns)
  expect(format.rows([[1, 'a']])).toBe('')
  expect(format.rows([[2, 'b']])).toBe('Id  Title\n──  ────────\n 1  a\n 2  b\n')
  expect(format.rows([[3, 'c']])).toBe(' 3  c\n')
})

it('never cuts a number that is longer than those of the sample', () => {
  const format = tableFormat({ width: 20, ...plain, sample: 1 })
  format.begin(columns)
  format.rows([[1, 'a']])
  expect(format.rows([[1234567, 'b']])).toBe('1234567  b\n')
})

it('writes record by record when the columns are too many for the line', () => {
  const wide = Array.from({ length: 12 }, (_, index) => aColumn(`Column${index}`))
  const format = tableFormat({ width: 40, ...plain })
  const text =
    format.begin(wide) + format.rows([wide.map(() => 'value that is long')]) + format.end()
  expect(text).toMatch(/^── row 1 ─+\nColumn0 {2}│ value that is long\nColumn1 {2}│ /)
  expect(text).toMatch(/\(1 row\)\n$/)
})

it('shows dates without empty milliseconds and JSON on one line', () => {
  expect(
    written(tableFormat({ width: 80, ...plain }), [
      [
        [1, new Date('2026-01-31T08:15:00Z')],
        [2, { a: ['b', null] }],
      ],
    ]),
  ).toContain(' 1  2026-01-31 08:15:00Z\n 2  {"a":["b",null]}\n')
})

it('writes the header of an empty result', () => {
  expect(written(tableFormat({ width: 80, ...plain }), [])).toBe('Id  Title\n──  ─────\n(0 rows)\n')
})
