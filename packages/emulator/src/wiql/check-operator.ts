import type { FieldInfo } from './contract.ts'
import { type FieldFamily, familyOf } from './field-family.ts'
import { refusal } from './wiql-error.ts'
import type { Condition } from './wiql-syntax.ts'

type Leaf = Exclude<Condition, { readonly kind: 'and' | 'or' | 'not' }>

/** `equality` is `=` and `<>`, `range` the four others. */
type OperatorGroup = 'equality' | 'range' | 'ever' | Exclude<Leaf['kind'], 'comparison'>

const ordered: readonly OperatorGroup[] = ['equality', 'range', 'in', 'ever']

// The table of operators by field type. (wiql-syntax.md, "Operators")
const allowed: Readonly<Record<FieldFamily, readonly OperatorGroup[]>> = {
  boolean: ['equality'],
  date: ordered,
  double: ordered,
  guid: ordered,
  integer: ordered,
  identity: [...ordered, 'contains', 'in-group'],
  text: [...ordered, 'contains', 'in-group'],
  tree: ['equality', 'in', 'under'],
  // CONTAINS is not in the table's row for these, but in an example further down that page.
  'long-text': ['contains', 'contains-words', 'empty'],
  tags: ['contains', 'contains-words', 'empty'],
}

/** Throws if the field's type has no such operator. */
export function checkOperator(condition: Leaf, field: FieldInfo): void {
  if (!field.isQueryable) throw refusal('The field cannot be used in a query.', condition.text)
  const group = groupOf(condition)
  const family = familyOf(field)
  if (allowed[family].includes(group)) return
  // Titles are in the full-text index as well. (assumed)
  if (group === 'contains-words' && field.referenceName === 'System.Title') return
  throw refusal(complaint(group, family), condition.text)
}

function groupOf(condition: Leaf): OperatorGroup {
  if (condition.kind !== 'comparison') return condition.kind
  if (condition.ever) return 'ever'
  return condition.operator === '=' || condition.operator === '<>' ? 'equality' : 'range'
}

function complaint(group: OperatorGroup, family: FieldFamily): string {
  // Words from public reports: microsoft/onefuzz#2686, and of CONTAINS on [System.IterationPath].
  if (family === 'long-text' || family === 'tags') {
    return 'The specified operator cannot be used with long-text fields.'
  }
  if (family === 'tree') return 'The specified operator cannot be used with area path fields.'
  // MicrosoftDocs/azure-devops-docs#7307
  if (group === 'contains') return 'Operator CONTAINS can be used with string type fields only.'
  // Words assumed.
  if (group === 'under') return 'Operator UNDER can be used with tree path fields only.'
  if (group === 'contains-words' || group === 'empty') {
    return 'The specified operator can be used with long-text fields only.'
  }
  return `The specified operator cannot be used with ${family} fields.`
}
