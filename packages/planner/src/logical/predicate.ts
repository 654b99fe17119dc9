import type { Column } from '@devopsql/schema'
import type { Constant } from './constant.ts'

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/**
 * A condition on one source in negation normal form: what a source may be asked to apply.
 * `opaque` is everything that only SQL can say. `text` is the user's own words for EXPLAIN.
 */
export type Predicate =
  | {
      readonly kind: 'compare'
      readonly column: Column
      readonly operator: Comparison
      readonly value: Constant
      readonly text: string
    }
  | {
      readonly kind: 'in'
      readonly column: Column
      readonly values: readonly Constant[]
      readonly text: string
    }
  | {
      readonly kind: 'is-null'
      readonly column: Column
      readonly negated: boolean
      readonly text: string
    }
  /** The text contains each fragment, perhaps more: fragments of a LIKE pattern. `prefix` is what it must begin with. */
  | {
      readonly kind: 'contains'
      readonly column: Column
      readonly fragments: readonly string[]
      readonly prefix: string
      readonly text: string
    }
  | { readonly kind: 'and'; readonly parts: readonly Predicate[]; readonly text: string }
  | { readonly kind: 'or'; readonly parts: readonly Predicate[]; readonly text: string }
  | { readonly kind: 'opaque'; readonly reason: string; readonly text: string }
  /** TRUE for no row. */
  | { readonly kind: 'never'; readonly text: string }

/** Whether the predicate can't be TRUE for a row whose columns are all NULL. */
export function rejectsNull(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'compare':
    case 'in':
    case 'contains':
    case 'never':
      return true
    case 'is-null':
      return predicate.negated
    case 'and':
      return predicate.parts.some(rejectsNull)
    case 'or':
      return predicate.parts.every(rejectsNull)
    case 'opaque':
      return false
  }
}

/** The conjuncts of a predicate: an AND gives its parts, anything else itself. */
export function conjunctsOf(predicate: Predicate): readonly Predicate[] {
  return predicate.kind === 'and' ? predicate.parts.flatMap(conjunctsOf) : [predicate]
}

/** The equality constants that a predicate allows for a column: of `=` and IN only. */
export function equalityConstants(
  predicate: Predicate,
): { readonly column: Column; readonly values: readonly Constant[] } | undefined {
  if (predicate.kind === 'compare' && predicate.operator === '=') {
    return { column: predicate.column, values: [predicate.value] }
  }
  return predicate.kind === 'in'
    ? { column: predicate.column, values: predicate.values }
    : undefined
}

/** Equal for predicates that ask the same; their words can be equal although they don't: `Id > ?` twice. */
export function predicateKey(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'compare':
      return JSON.stringify([predicate.operator, predicate.column.name, keyOf(predicate.value)])
    case 'in':
      return JSON.stringify(['in', predicate.column.name, ...predicate.values.map(keyOf)])
    case 'is-null':
      return JSON.stringify(['is-null', predicate.column.name, predicate.negated])
    case 'contains':
      return JSON.stringify([
        'contains',
        predicate.column.name,
        predicate.prefix,
        ...predicate.fragments,
      ])
    case 'and':
    case 'or':
      return JSON.stringify([predicate.kind, ...predicate.parts.map(predicateKey)])
    case 'opaque':
    case 'never':
      return JSON.stringify([predicate.kind, predicate.text])
  }
}

function keyOf(constant: Constant): string {
  return JSON.stringify(Object.values(constant).map(String))
}

/** The columns that a predicate reads. */
export function columnsOf(predicate: Predicate): readonly Column[] {
  switch (predicate.kind) {
    case 'compare':
    case 'in':
    case 'is-null':
    case 'contains':
      return [predicate.column]
    case 'and':
    case 'or':
      return predicate.parts.flatMap(columnsOf)
    case 'opaque':
    case 'never':
      return []
  }
}
