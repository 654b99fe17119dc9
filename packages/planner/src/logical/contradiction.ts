import type { Column } from '@devopsql/schema'
import type { Constant } from './constant.ts'
import { conjunctsOf, equalityConstants, type Predicate } from './predicate.ts'

/** The conditions of which one row can't meet all, in the user's words; undefined where a row might. */
export function contradictionOf(conjuncts: readonly Predicate[]): string | undefined {
  const all = conjuncts.flatMap(conjunctsOf)
  const impossible = all.find(isNever)
  if (impossible) return impossible.text
  for (const [index, one] of all.entries()) {
    const other = all.slice(index + 1).find((candidate) => excludes(one, candidate))
    if (other) return `${one.text} AND ${other.text}`
  }
  return undefined
}

/** Whether the condition is TRUE for no row, whatever its columns hold. */
function isNever(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'never':
      return true
    case 'compare':
      return predicate.value.kind === 'null'
    case 'in':
      return predicate.values.every((value) => value.kind === 'null')
    case 'or':
      return predicate.parts.every((part) => contradictionOf([part]) !== undefined)
    case 'and':
    case 'is-null':
    case 'contains':
    case 'opaque':
      return false
  }
}

function excludes(one: Predicate, other: Predicate): boolean {
  const first = rangeOf(one)
  const second = rangeOf(other)
  if (first === undefined || second === undefined || first.column.name !== second.column.name)
    return false
  if (first.values !== undefined && second.values !== undefined) {
    const { values } = second
    return first.values.every((value) => values.every((each) => differs(value, each, first.column)))
  }
  if (first.values !== undefined) return first.values.every((value) => !isWithin(value, second))
  if (second.values !== undefined) return second.values.every((value) => !isWithin(value, first))
  return isApart(first, second) || isApart(second, first)
}

/** What a condition leaves of a column: some values, or those beyond a bound. */
interface Range {
  readonly column: Column
  readonly values: readonly Constant[] | undefined
  readonly bound:
    | { readonly side: 'lower' | 'upper'; readonly isOpen: boolean; readonly value: Constant }
    | undefined
}

function rangeOf(predicate: Predicate): Range | undefined {
  const equality = equalityConstants(predicate)
  if (equality) {
    const values = equality.values.filter((value) => value.kind !== 'null')
    return { column: equality.column, values, bound: undefined }
  }
  if (predicate.kind !== 'compare' || predicate.operator === '<>') return undefined
  const { column, operator, value } = predicate
  const side = operator.startsWith('>') ? 'lower' : 'upper'
  return { column, values: undefined, bound: { side, isOpen: !operator.endsWith('='), value } }
}

/** Negative, zero or positive; undefined where only the engine can order them. */
function order(left: Constant, right: Constant): number | undefined {
  if (left.kind === 'number' && right.kind === 'number') return left.value - right.value
  if (left.kind === 'timestamp' && right.kind === 'timestamp')
    return Number(left.microseconds - right.microseconds)
  return undefined
}

function isWithin(value: Constant, { bound }: Range): boolean {
  const place = bound && order(value, bound.value)
  if (bound === undefined || place === undefined) return true
  if (place === 0) return !bound.isOpen
  return bound.side === 'lower' ? place > 0 : place < 0
}

/** Whether everything above the one's bound is beyond the other's. */
function isApart({ bound: lower }: Range, { bound: upper }: Range): boolean {
  if (lower?.side !== 'lower' || upper?.side !== 'upper') return false
  const place = order(lower.value, upper.value)
  if (place === undefined) return false
  return place > 0 || (place === 0 && (lower.isOpen || upper.isOpen))
}

function differs(left: Constant, right: Constant, column: Column): boolean {
  const place = order(left, right)
  if (place !== undefined) return place !== 0
  if (left.kind === 'boolean' && right.kind === 'boolean') return left.value !== right.value
  if (left.kind !== 'string' || right.kind !== 'string') return false
  if (column.collation !== 'ignore-case') return left.value !== right.value
  // Which letters beyond ASCII are the same is the engine's to say.
  return (
    isAscii(left.value) &&
    isAscii(right.value) &&
    left.value.toLowerCase() !== right.value.toLowerCase()
  )
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
