import type { FieldInfo } from '../wiql/contract.ts'
import { endOf } from '../wiql/link-conditions.ts'
import type { ComparisonOperator, Condition, FieldName, Operand } from '../wiql/wiql-syntax.ts'

/** Writes a field as answers show it. */
export type FieldReference = (field: Pick<FieldInfo, 'name' | 'referenceName'>) => object

export interface ClauseContext {
  readonly find: (field: FieldName) => Pick<FieldInfo, 'name' | 'referenceName'>
  readonly reference: FieldReference
}

const linkType = { name: 'Link Type', referenceName: 'System.Links.LinkType' }

// Equals and NotEquals are in an example of the specification, the others are assumed.
const operations: Readonly<Record<ComparisonOperator, string>> = {
  '=': 'Equals',
  '<>': 'NotEquals',
  '<': 'LessThan',
  '<=': 'LessThanEquals',
  '>': 'GreaterThan',
  '>=': 'GreaterThanEquals',
}

type Leaf = Exclude<Condition, { readonly kind: 'and' | 'or' | 'not' }>

/** A condition in the shape of `clauses`. (example of the specification, `$expand=clauses`) */
export function clauseOf(condition: Condition, context: ClauseContext): object {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return {
        logicalOperator: condition.kind,
        clauses: condition.items.map((item) => clauseOf(item, context)),
      }
    case 'not':
      return notClause(condition.item, context)
    case 'comparison':
    case 'in':
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return leafClause(condition, context, false)
  }
}

// A negated group goes by De Morgan, because clauses know no NOT. (assumed)
function notClause(item: Condition, context: ClauseContext): object {
  switch (item.kind) {
    case 'not':
      return clauseOf(item.item, context)
    case 'and':
    case 'or':
      return {
        logicalOperator: item.kind === 'and' ? 'or' : 'and',
        clauses: item.items.map((inner) => notClause(inner, context)),
      }
    case 'comparison':
    case 'in':
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return leafClause(item, context, true)
  }
}

const opposites: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

function leafClause(leaf: Leaf, { find, reference }: ClauseContext, negated: boolean): object {
  const isLink = leaf.field.end === undefined && /link/i.test(leaf.field.name)
  const field = reference(isLink ? linkType : find(leaf.field))
  if (leaf.kind === 'comparison' && leaf.value.kind === 'field')
    return {
      field,
      operator: operatorOf(leaf, negated),
      isFieldValue: true,
      fieldValue: reference(find(leaf.value.field)),
    }
  return { field, operator: operatorOf(leaf, negated), value: valueText(leaf) }
}

function operatorOf(leaf: Leaf, negated: boolean): object {
  const named = (reference: string, name: string): object => ({
    referenceName: `SupportedOperations.${negated ? 'Not' : ''}${reference}`,
    name: negated ? `Not ${name}` : name,
  })
  switch (leaf.kind) {
    case 'comparison': {
      if (leaf.ever) return named('Ever', 'Was Ever')
      const name = negated ? opposites[leaf.operator] : leaf.operator
      return { referenceName: `SupportedOperations.${operations[name]}`, name }
    }
    case 'in':
      return named('In', 'In')
    case 'contains':
      return named('Contains', 'Contains')
    case 'contains-words':
      return named('ContainsWords', 'Contains Words')
    case 'under':
      return named('Under', 'Under')
    case 'in-group':
      return named('InGroup', 'In Group')
    case 'empty':
      return named('IsEmpty', 'Is Empty')
  }
}

function valueText(leaf: Leaf): string {
  if (leaf.kind === 'empty') return ''
  return leaf.kind === 'in' ? leaf.values.map(textOf).join(', ') : textOf(leaf.value)
}

function textOf(operand: Operand): string {
  return operand.kind === 'string' ? operand.value : operand.text
}

/** The conditions of a query of links on one end or on the link. */
export function clausesOfEnd(
  conjuncts: readonly Condition[],
  end: 'source' | 'target' | 'link',
  context: ClauseContext,
): object | undefined {
  const items = conjuncts.filter((conjunct) => endOf(conjunct) === end)
  const [only, ...others] = items
  if (only === undefined) return undefined
  const isGroup = others.length === 0 && (only.kind === 'and' || only.kind === 'or')
  return clauseOf(isGroup ? only : { kind: 'and', items }, context)
}
