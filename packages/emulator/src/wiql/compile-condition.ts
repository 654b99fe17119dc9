import { checkOperator } from './check-operator.ts'
import { textComparison } from './compare-text.ts'
import { mismatch } from './constant.ts'
import type { FieldInfo, FieldValue } from './contract.ts'
import { familyOf } from './field-family.ts'
import { holds, type Leaf, type LeafTest, leafTest, numberOf } from './leaf-test.ts'
import { findField, type QueryScope } from './query-scope.ts'
import { refusal } from './wiql-error.ts'
import type { ComparisonOperator, Condition, FieldName } from './wiql-syntax.ts'

/** Whether the work item with an id satisfies a condition. */
export type Predicate = (id: number) => boolean

/** A condition as a function. Throws if the service refuses it; all types are checked here, none while it runs. */
export function compileCondition(condition: Condition, scope: QueryScope): Predicate {
  return compile({ condition, scope, negated: false })
}

interface Compilation {
  readonly condition: Condition
  readonly scope: QueryScope
  readonly negated: boolean
}

function compile({ condition, scope, negated }: Compilation): Predicate {
  switch (condition.kind) {
    case 'not':
      return compile({ condition: condition.item, scope, negated: !negated })
    case 'and':
    case 'or': {
      const parts = condition.items.map((item) => compile({ condition: item, scope, negated }))
      const all = (condition.kind === 'and') !== negated
      return all ? (id) => parts.every((part) => part(id)) : (id) => parts.some((part) => part(id))
    }
    case 'comparison':
    case 'in':
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return compileLeaf(condition, scope, negated)
  }
}

function compileLeaf(leaf: Leaf, scope: QueryScope, negated: boolean): Predicate {
  const field = findField(scope, leaf.field)
  checkOperator(leaf, field)
  const other = leaf.kind === 'comparison' ? otherField(leaf) : undefined
  if (leaf.kind === 'comparison' && other !== undefined) {
    const comparison = {
      field,
      other: findField(scope, other),
      operator: leaf.operator,
      text: leaf.text,
    }
    return compareFields(comparison, scope, negated)
  }
  if (scope.isPast && familyOf(field) === 'tags' && scope.variants.asOfTags === 'ignored') {
    // ASOF ignores tag filters. (ostreifel/wiql-editor#50)
    return () => true
  }
  const test = leafTest(leaf, { scope, field, text: leaf.text })
  if (leaf.kind === 'comparison' && leaf.ever) return everTest({ field, test, scope, leaf })
  const inverted = leaf.kind === 'comparison' && leaf.operator === '<>' ? !negated : negated
  const onEmpty = inverted ? negationOnEmpty(test.onEmpty, test.decidesEmpty, scope) : test.onEmpty
  const read = reader(field, scope)
  return (id) => {
    const value = read(id)
    if (value === undefined || value === '') return onEmpty
    return test.onValue(value) !== inverted
  }
}

interface EverTest {
  readonly field: FieldInfo
  readonly test: LeafTest
  readonly scope: QueryScope
  readonly leaf: Extract<Leaf, { readonly kind: 'comparison' }>
}

/** `[State] EVER 'Active'`: in any revision. It can't be negated, so `<>` asks for another value in any. (assumed) */
function everTest({ field, test, scope, leaf }: EverTest): Predicate {
  const inverted = leaf.operator === '<>'
  const onEmpty = inverted ? negationOnEmpty(test.onEmpty, test.decidesEmpty, scope) : test.onEmpty
  return (id) =>
    scope.store
      .valuesEver(id, field.referenceName)
      .some((value) =>
        value === undefined || value === '' ? onEmpty : test.onValue(value) !== inverted,
      )
}

/** The field on the right; `[Any]` is a macro in the shape of one. */
function otherField(leaf: Extract<Leaf, { readonly kind: 'comparison' }>): FieldName | undefined {
  if (leaf.value.kind !== 'field' || leaf.value.field.name.toLowerCase() === 'any') return undefined
  if (leaf.ever) throw refusal('Expecting constant value.', leaf.value.text)
  return leaf.value.field
}

// No page says whether a negation holds of an empty field, so it varies.
function negationOnEmpty(positive: boolean, decided: boolean, { variants }: QueryScope): boolean {
  return decided ? !positive : variants.notEqualOnEmpty === 'matches'
}

function reader({ referenceName }: FieldInfo, { store }: QueryScope): (id: number) => FieldValue {
  return referenceName === 'System.Id' ? (id) => id : (id) => store.value(id, referenceName)
}

interface FieldComparison {
  readonly field: FieldInfo
  readonly other: FieldInfo
  readonly operator: ComparisonOperator
  readonly text: string
}

/** `[Assigned To] = [Changed By]`. Nothing equals an empty field, not even another one. (assumed) */
function compareFields(
  comparison: FieldComparison,
  scope: QueryScope,
  negated: boolean,
): Predicate {
  const { field, other, operator, text } = comparison
  const kinds = [field, other].map(comparableKind)
  if (kinds[0] !== kinds[1]) throw mismatch({ text })
  const texts = textComparison(scope.variants)
  const [left, right] = [reader(field, scope), reader(other, scope)]
  const inverted = (operator === '<>') !== negated
  const positive = operator === '<>' ? '=' : operator
  const onEmpty = inverted && scope.variants.notEqualOnEmpty === 'matches'
  return (id) => {
    const [a, b] = [left(id), right(id)]
    if (a === undefined || a === '' || b === undefined || b === '') return onEmpty
    const difference = typeof a === 'string' ? texts.order(a, String(b)) : numberOf(a) - numberOf(b)
    return holds(positive, difference) !== inverted
  }
}

function comparableKind(field: FieldInfo): string {
  const family = familyOf(field)
  if (family === 'integer' || family === 'double') return 'number'
  return family === 'identity' ? 'text' : family
}
