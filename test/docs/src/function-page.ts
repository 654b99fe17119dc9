import { dateParts } from '../../../packages/planner/src/dialect/date-parts.ts'
import { periodFunctions } from '../../../packages/planner/src/dialect/date-periods.ts'
import type { DialectFunction } from '../../../packages/planner/src/dialect/dialect-function.ts'
import { functionTable } from '../../../packages/planner/src/dialect/function-table.ts'

/** The page of the functions that are translated, from their table. */
export function functionPage(): string {
  const { Refused: refused = [], ...translated } = functionTable
  return [
    '# Functions of other dialects',
    '',
    'Made from the table of the planner; change it there and run `npm run docs`. These functions of T-SQL and of the drivers that',
    "people come from are translated into DuckDB. Every other function is DuckDB's own, so `lower`, `substring`, `coalesce`,",
    '`round`, `string_agg`, `list_transform` and all others are there as DuckDB documents them.',
    '',
    ...Object.entries(translated).flatMap(([area, rows]) => section(area, rows)),
    '## Date parts',
    '',
    'Bare or in quotes, in any letter case.',
    '',
    ...rowsOf(['part', 'also written'], dateParts.map(partRow)),
    '',
    '## Date literals',
    '',
    'Each can be written with `L_` and without. Compared with a date it stands for the whole period: `=` is within it, `<` before its',
    'first moment, `<=` before its end, `>` after its end. Elsewhere it is the first day. Days begin in the `TimeZone` of the',
    'connection, weeks on Sunday. `LAST_WEEK()`, `LAST_MONTH()` and `LAST_YEAR()` without `L_` are periods after `=`, `<>` and IN',
    'only; elsewhere they are this moment a week, a month or a year ago.',
    '',
    ...rowsOf(
      ['literal', 'period'],
      periodFunctions.map(({ name, counts, note }) => [
        `\`L_${name.toUpperCase()}(${counts ? 'n' : ''})\``,
        note,
      ]),
    ),
    '',
    '## Known and refused',
    '',
    ...rowsOf(
      ['function', 'why not'],
      refused.map(({ usage, means }) => [
        `\`${usage}\``,
        typeof means !== 'string' && 'refused' in means ? means.refused : '',
      ]),
    ),
    '',
  ].join('\n')
}

function section(area: string, rows: readonly DialectFunction[]): readonly string[] {
  const cells = rows.map(({ usage, note }) => [`\`${usage}\``, note ?? ''])
  return [`## ${area}`, '', ...rowsOf(['function', 'note'], cells), '']
}

function partRow({ name, aliases }: { name: string; aliases: readonly string[] }): string[] {
  return [name, [`${name}s`, ...aliases].join(', ')]
}

function rowsOf(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)]
}
