import { addDays, addMonths, startOf } from '../logical/calendar.ts'
import { fold } from '../logical/fold.ts'
import { instantOf, localTime } from '../logical/zone-time.ts'
import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'
import type { DialectContext } from './dialect-function.ts'

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Whole units from `from` up to and without `to`; 0 is the current one. */
interface Span {
  readonly unit: Unit
  readonly from: number
  readonly to: number
}

/** A stretch of time that a filter can name. */
export interface PeriodFunction {
  readonly name: string
  /** Whether it takes the number n. */
  readonly counts: boolean
  readonly note: string
  readonly spanOf: (count: number) => Span
}

function fixed(name: string, note: string, span: Span): PeriodFunction {
  return { name, counts: false, note, spanOf: () => span }
}

const units: readonly Unit[] = ['week', 'month', 'quarter', 'year']

/** The date literals by name without `l_`. Weeks begin on Sunday. */
export const periodFunctions: readonly PeriodFunction[] = [
  fixed('today', 'the current day', { unit: 'day', from: 0, to: 1 }),
  fixed('yesterday', 'the day before', { unit: 'day', from: -1, to: 0 }),
  fixed('tomorrow', 'the day after', { unit: 'day', from: 1, to: 2 }),
  ...units.flatMap((unit) => [
    fixed(`last_${unit}`, `the ${unit} before the current one`, { unit, from: -1, to: 0 }),
    fixed(`this_${unit}`, `the current ${unit}`, { unit, from: 0, to: 1 }),
    fixed(`next_${unit}`, `the ${unit} after the current one`, { unit, from: 1, to: 2 }),
  ]),
  fixed('last_90_days', 'without today', { unit: 'day', from: -90, to: 0 }),
  fixed('next_90_days', 'with today', { unit: 'day', from: 0, to: 90 }),
  {
    name: 'last_n_days',
    counts: true,
    note: 'without today',
    spanOf: (count) => ({ unit: 'day', from: -count, to: 0 }),
  },
  {
    name: 'next_n_days',
    counts: true,
    note: 'with today',
    spanOf: (count) => ({ unit: 'day', from: 0, to: count }),
  },
  ...units.flatMap((unit): readonly PeriodFunction[] => [
    {
      name: `last_n_${unit}s`,
      counts: true,
      note: `without the current ${unit}`,
      spanOf: (count) => ({ unit, from: -count, to: 0 }),
    },
    {
      name: `next_n_${unit}s`,
      counts: true,
      note: `without the current ${unit}`,
      spanOf: (count) => ({ unit, from: 1, to: count + 1 }),
    },
  ]),
]

const byName: ReadonlyMap<string, PeriodFunction> = new Map(
  periodFunctions.map((period) => [period.name, period]),
)

/** The date literal that a call is, with or without `l_`. */
export function findPeriod(call: FunctionCall): PeriodFunction | undefined {
  if (call.qualifier.length > 0) return undefined
  return byName.get(call.name.toLowerCase().replace(/^l_/, ''))
}

/** The bounds of a date literal as local times, in microseconds; the second one is no part of it. */
export interface Period {
  readonly start: bigint
  readonly end: bigint
}

/** Throws for a wrong number of arguments, and where n is none that is known before the query runs. */
export function periodOf(
  period: PeriodFunction,
  call: FunctionCall,
  context: DialectContext,
): Period {
  const { unit, from, to } = period.spanOf(countOf(period, call, context))
  const today = startOf('day', localTime(context.now, context.zoneOffset)) ?? 0n
  const current = unit === 'week' ? sundayOf(today) : (startOf(unit, today) ?? today)
  return { start: moveBy(current, unit, from), end: moveBy(current, unit, to) }
}

function sundayOf(day: bigint): bigint {
  return addDays(startOf('week', addDays(day, 1)) ?? day, -1)
}

function moveBy(local: bigint, unit: Unit, count: number): bigint {
  switch (unit) {
    case 'day':
      return addDays(local, count)
    case 'week':
      return addDays(local, count * 7)
    case 'month':
      return addMonths(local, count)
    case 'quarter':
      return addMonths(local, count * 3)
    case 'year':
      return addMonths(local, count * 12)
  }
}

function countOf(period: PeriodFunction, call: FunctionCall, context: DialectContext): number {
  const usage = `${call.name}(${period.counts ? 'n' : ''})`
  const [argument] = call.arguments
  if (call.arguments.length !== (period.counts ? 1 : 0)) {
    throw callError(
      `${call.name} takes ${period.counts ? '1 argument' : 'no arguments'}, not ${call.arguments.length}`,
      { call, hint: `Write ${usage}.` },
    )
  }
  if (argument === undefined) return 0
  const constant = fold(argument, context)
  if (constant?.kind === 'number' && Number.isInteger(constant.value) && constant.value >= 0)
    return Math.min(constant.value, 100_000)
  throw callError(`${call.name} needs a number that is 0 or more`, {
    call,
    argument,
    hint: `Write ${call.name}(30); a column can not stand there.`,
  })
}

/** A bound as the instant that it is in the zone of the session. */
export function boundLiteral(local: bigint, context: DialectContext): Expression {
  return typedLiteral(
    'TIMESTAMP WITH TIME ZONE',
    isoText(instantOf(local, context.zoneOffset), 'Z'),
  )
}

/** The first day of a period. */
export function firstDay({ start }: Period): Expression {
  return typedLiteral('DATE', isoText(start, '').slice(0, 10))
}

function typedLiteral(name: string, value: string): Expression {
  const type = { kind: 'type-name', name, parameters: [], listDepth: 0 } as const
  return { kind: 'typed-literal', type, value }
}

function isoText(microseconds: bigint, zone: string): string {
  return new Date(Number(microseconds / 1000n)).toISOString().replace(/(\.000)?Z$/, zone)
}
