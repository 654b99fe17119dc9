/** A field as a query names it. */
export interface FieldName {
  /** Only in queries of links: whose field it is. */
  readonly end?: 'source' | 'target'
  /** Friendly name or reference name, without brackets. */
  readonly name: string
  /** As written. */
  readonly text: string
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Operand =
  | { readonly kind: 'string'; readonly value: string; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly text: string }
  | { readonly kind: 'field'; readonly field: FieldName; readonly text: string }
  | {
      readonly kind: 'macro'
      /** Lower case, without the at sign. */
      readonly name: string
      /** Between the parentheses: `+3M` of `@StartOfYear('+3M')`. */
      readonly argument: string | undefined
      readonly offset: number
      readonly text: string
    }

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition }
  | {
      readonly kind: 'comparison'
      readonly field: FieldName
      readonly operator: ComparisonOperator
      readonly value: Operand
      readonly ever: boolean
      readonly text: string
    }
  | {
      readonly kind: 'in'
      readonly field: FieldName
      readonly values: readonly Operand[]
      readonly text: string
    }
  | {
      readonly kind: 'contains' | 'contains-words' | 'under' | 'in-group'
      readonly field: FieldName
      readonly value: Operand
      readonly text: string
    }
  | { readonly kind: 'empty'; readonly field: FieldName; readonly text: string }

/** Which links a query of links returns. */
export type LinkMode =
  | 'mustcontain'
  | 'maycontain'
  | 'doesnotcontain'
  | 'recursive'
  | 'recursive-matching-children'

/** A query by its clauses. */
export interface WiqlQuery {
  readonly columns: readonly FieldName[]
  readonly from: 'workitems' | 'workitemlinks'
  readonly where: Condition | undefined
  readonly orderBy: readonly { readonly field: FieldName; readonly descending: boolean }[]
  readonly asOf: { readonly value: string; readonly text: string } | undefined
  readonly mode: LinkMode | undefined
}
