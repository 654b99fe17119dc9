import type { Constant, ParentRow, Predicate } from '@devopsql/planner'
import type { SqlValue } from '@devopsql/schema'

/**
 * Whether a predicate can be TRUE for a row: never false for one that passes, so that rows which nobody wants cost no
 * request. Text is compared loosely, because what counts as equal is the engine's to say.
 */
export function mayPass(predicate: Predicate, row: ParentRow): boolean {
  // No row has the value of a request parameter.
  if ('column' in predicate && predicate.column.source.kind === 'parameter') return true
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.every((part) => mayPass(part, row))
    case 'or':
      return predicate.parts.some((part) => mayPass(part, row))
    case 'is-null':
      return (row[predicate.column.name] === null) !== predicate.negated
    case 'in': {
      const value = row[predicate.column.name]
      return predicate.values.some((constant) => compare(value, '=', constant))
    }
    case 'compare':
      return compare(row[predicate.column.name], predicate.operator, predicate.value)
    case 'contains': {
      const value = row[predicate.column.name]
      if (typeof value !== 'string') return false
      const text = folded(value)
      return predicate.fragments.every((fragment) => text.includes(folded(fragment)))
    }
    case 'opaque':
      return true
    case 'never':
      return false
  }
}

type Operator = Extract<Predicate, { kind: 'compare' }>['operator']

function compare(value: SqlValue | undefined, operator: Operator, constant: Constant): boolean {
  if (value === null || value === undefined) return false
  switch (constant.kind) {
    case 'null':
      return false
    case 'interval':
      return true
    case 'string':
      return operator !== '=' || folded(String(value)) === folded(constant.value)
    case 'boolean':
      return ordered(Number(value), operator, Number(constant.value))
    case 'number':
      return ordered(Number(value), operator, constant.value)
    case 'timestamp':
      return typeof value !== 'bigint' || ordered(value, operator, constant.microseconds)
  }
}

function ordered<T extends number | bigint>(left: T, operator: Operator, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right
    case '<>':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}

// Letter by letter: lower case of a whole text depends on the neighbours of a letter (Σ).
function folded(text: string): string {
  return Array.from(text, (letter) => letter.toLowerCase().charAt(0)).join('')
}
