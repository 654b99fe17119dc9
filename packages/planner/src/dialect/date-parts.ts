import { nearestName } from '@devopsql/errors'
import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'

/** One part of a date, with what each function makes of it as DuckDB SQL; absent where T-SQL has no such combination. */
export interface DatePart {
  readonly name: string
  readonly aliases: readonly string[]
  /** DATEADD of `:number` to `:date`. */
  readonly add?: string
  /** DATEDIFF from `:startDate` to `:endDate`: how many boundaries are crossed. */
  readonly difference?: string
  /** DATEPART of `:date`. */
  readonly value: string
  /** DATENAME of `:date`, where it is no number. */
  readonly label?: string
  /** The first moment of the part of `:date`. */
  readonly start?: string
  /** What DuckDB's own `date_trunc` calls it. */
  readonly unit?: string
}

/** The Sunday on or before a date. */
export const sundayOf = (date: string): string =>
  `date_trunc('week', ${date} + INTERVAL 1 DAY) - INTERVAL 1 DAY`

interface PlainPart {
  readonly name: string
  readonly aliases: readonly string[]
  readonly unit: string
  readonly value: string
  readonly label?: string
}

function plain({ name, aliases, unit, value, label }: PlainPart): DatePart {
  return {
    name,
    aliases,
    add: `:date + INTERVAL (:number) ${unit}`,
    difference: `date_diff('${unit}', :startDate, :endDate)`,
    value,
    start: `date_trunc('${unit}', :date)`,
    unit,
    ...(label !== undefined && { label }),
  }
}

/** The parts of T-SQL with their abbreviations. A week begins on Sunday, week 1 has January 1, weekday 1 is Sunday. */
export const dateParts: readonly DatePart[] = [
  plain({ name: 'year', aliases: ['yy', 'yyyy'], unit: 'year', value: 'year(:date)' }),
  plain({ name: 'quarter', aliases: ['qq', 'q'], unit: 'quarter', value: 'quarter(:date)' }),
  plain({
    name: 'month',
    aliases: ['mm', 'm'],
    unit: 'month',
    value: 'month(:date)',
    label: 'monthname(:date)',
  }),
  plain({ name: 'dayofyear', aliases: ['dy', 'y'], unit: 'day', value: 'dayofyear(:date)' }),
  plain({ name: 'day', aliases: ['dd', 'd'], unit: 'day', value: 'day(:date)' }),
  {
    name: 'week',
    aliases: ['wk', 'ww'],
    add: ':date + INTERVAL (:number) WEEK',
    difference: `date_diff('day', ${sundayOf(':startDate')}, ${sundayOf(':endDate')}) // 7`,
    value: "(dayofyear(:date) - 1 + dayofweek(date_trunc('year', :date))) // 7 + 1",
    start: sundayOf(':date'),
    unit: 'week',
  },
  plain({
    name: 'weekday',
    aliases: ['dw', 'w'],
    unit: 'day',
    value: 'dayofweek(:date) + 1',
    label: 'dayname(:date)',
  }),
  plain({ name: 'hour', aliases: ['hh'], unit: 'hour', value: 'hour(:date)' }),
  plain({ name: 'minute', aliases: ['mi', 'n'], unit: 'minute', value: 'minute(:date)' }),
  plain({ name: 'second', aliases: ['ss', 's'], unit: 'second', value: 'second(:date)' }),
  plain({
    name: 'millisecond',
    aliases: ['ms'],
    unit: 'millisecond',
    value: "date_part('milliseconds', :date) % 1000",
  }),
  plain({
    name: 'microsecond',
    aliases: ['mcs'],
    unit: 'microsecond',
    value: "date_part('microseconds', :date) % 1000000",
  }),
  {
    name: 'nanosecond',
    aliases: ['ns'],
    value: "date_part('microseconds', :date) % 1000000 * 1000",
  },
  {
    name: 'tzoffset',
    aliases: ['tz'],
    value: "date_part('timezone', CAST(:date AS TIMESTAMPTZ)) // 60",
  },
  { name: 'iso_week', aliases: ['isowk', 'isoww'], value: "date_part('week', :date)" },
  { name: 'isodow', aliases: [], value: 'isodow(:date)' },
  { name: 'isoyear', aliases: [], value: "date_part('isoyear', :date)" },
]

const byName: ReadonlyMap<string, DatePart> = new Map(
  dateParts.flatMap((part) =>
    [part.name, `${part.name}s`, ...part.aliases].map((name) => [name, part] as const),
  ),
)

/** The part that an argument names: a bare word, or a quoted one. */
export function findDatePart(argument: Expression): DatePart | undefined {
  const written = writtenPart(argument)
  return written === undefined ? undefined : byName.get(written.toLowerCase())
}

/** As `findDatePart`; throws where the argument names none. */
export function datePartOf(argument: Expression, call: FunctionCall): DatePart {
  const part = findDatePart(argument)
  if (part !== undefined) return part
  const written = writtenPart(argument)
  if (written === undefined) {
    throw callError(`${call.name} needs the name of a date part`, {
      call,
      argument,
      hint: `Write it as a bare word or in quotes: ${call.name}(day, …).`,
    })
  }
  const names = dateParts.map((known) => known.name)
  const nearest = nearestName(written.toLowerCase(), names)
  throw callError(`${written} is no date part`, {
    call,
    argument,
    hint: nearest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${nearest}?`,
  })
}

/** The error for a part that is one, but not for this function. */
export function unfitPart(part: DatePart, at: { call: FunctionCall; argument: Expression }): Error {
  return callError(`${at.call.name} can not count in ${part.name}`, {
    ...at,
    hint: 'Use year, quarter, month, week, day, hour, minute, second, millisecond or microsecond.',
  })
}

function writtenPart(argument: Expression): string | undefined {
  if (argument.kind === 'string') return argument.value
  return argument.kind === 'column' && argument.path.length === 1
    ? argument.path[0]?.name
    : undefined
}
