import { type TextComparison, textComparison } from './compare-text.ts'
import { type Constant, constantOf, type Use } from './constant.ts'
import { containsWords } from './contains-words.ts'
import type { FieldValue } from './contract.ts'
import { type FieldFamily, familyOf } from './field-family.ts'
import { refusal } from './wiql-error.ts'
import type { ComparisonOperator, Condition } from './wiql-syntax.ts'

export type Leaf = Exclude<Condition, { readonly kind: 'and' | 'or' | 'not' }>
type Test = (value: NonNullable<FieldValue>) => boolean

/** What a condition says of a field's value, and of a field without one. */
export interface LeafTest {
  readonly onValue: Test
  readonly onEmpty: boolean
  /** The condition asks for emptiness itself, so its negation doesn't hold of an empty field. */
  readonly decidesEmpty: boolean
}

const never: LeafTest = { onValue: () => false, onEmpty: false, decidesEmpty: false }
const day = 86_400_000

/** The test of a condition on one field. `<>` is tested as `=`: whoever compiles the condition negates it. */
export function leafTest(leaf: Leaf, use: Use): LeafTest {
  switch (leaf.kind) {
    case 'comparison':
      return comparisonTest(
        leaf.operator === '<>' ? '=' : leaf.operator,
        constantOf(leaf.value, use),
        use,
      )
    case 'in':
      return inTest(
        leaf.values.map((value) => constantOf(value, use)),
        use,
      )
    case 'contains':
    case 'contains-words':
    case 'under':
      return partTest(leaf.kind, constantOf(leaf.value, use), use)
    case 'empty':
      return { onValue: () => false, onEmpty: true, decidesEmpty: true }
    case 'in-group':
      return groupTest(leaf, constantOf(leaf.value, use), use)
  }
}

/** Groups of people by `[project]\team`, and of work item types by category. (wiql-syntax.md, IN GROUP) */
function groupTest(leaf: Leaf, constant: Constant, { scope, field }: Use): LeafTest {
  const members = constant.kind === 'text' ? scope.store.group(constant.value) : undefined
  // Words assumed.
  if (members === undefined) throw refusal('The group does not exist.', leaf.text)
  const texts = textComparison(scope.variants)
  return valueTest(equalsOneOf([...members], { texts, family: familyOf(field) }))
}

function comparisonTest(
  operator: Exclude<ComparisonOperator, '<>'>,
  constant: Constant,
  use: Use,
): LeafTest {
  switch (constant.kind) {
    case 'any':
      return { onValue: () => true, onEmpty: true, decidesEmpty: true }
    case 'empty':
      return operator === '=' ? { onValue: () => false, onEmpty: true, decidesEmpty: true } : never
    case 'ids':
      return valueTest((value) => constant.value.has(numberOf(value)))
    case 'number':
      return valueTest((value) => holds(operator, numberOf(value) - constant.value))
    case 'day':
      return valueTest((value) => holds(operator, dayOf(value, use) - constant.value))
    case 'text':
      return valueTest(textTest(operator, constant.value, use))
  }
}

/** The day of a date for the user. */
function dayOf(value: NonNullable<FieldValue>, { scope }: Use): number {
  return Math.floor((numberOf(value) + scope.variants.profileOffsetMinutes * 60_000) / day)
}

function valueTest(onValue: Test): LeafTest {
  return { onValue, onEmpty: false, decidesEmpty: false }
}

function textTest(operator: Exclude<ComparisonOperator, '<>'>, wanted: string, use: Use): Test {
  const texts = textComparison(use.scope.variants)
  if (operator === '=') return equalsOneOf([wanted], { texts, family: familyOf(use.field) })
  return (value) => holds(operator, texts.order(String(value), wanted))
}

function inTest(constants: readonly Constant[], use: Use): LeafTest {
  const texts = textComparison(use.scope.variants)
  const ids = constants.flatMap((constant) => (constant.kind === 'ids' ? [...constant.value] : []))
  const numbers = new Set([...valuesOf(constants, 'number'), ...ids])
  const days = new Set(valuesOf(constants, 'day'))
  const isText = equalsOneOf(
    constants.flatMap((constant) => (constant.kind === 'text' ? [constant.value] : [])),
    { texts, family: familyOf(use.field) },
  )
  const hasEmpty = constants.some(({ kind }) => kind === 'empty' || kind === 'any')
  const hasAny = constants.some(({ kind }) => kind === 'any')
  const isListed: Test = (value) => {
    if (typeof value === 'string') return isText(value)
    const number = numberOf(value)
    return numbers.has(number) || (days.size > 0 && days.has(dayOf(value, use)))
  }
  return { onValue: hasAny ? () => true : isListed, onEmpty: hasEmpty, decidesEmpty: hasEmpty }
}

function valuesOf(constants: readonly Constant[], kind: 'number' | 'day'): readonly number[] {
  return constants.flatMap((constant) =>
    constant.kind === kind && 'value' in constant && typeof constant.value === 'number'
      ? [constant.value]
      : [],
  )
}

interface Texts {
  readonly texts: TextComparison
  readonly family: FieldFamily
}

function equalsOneOf(wanted: readonly string[], { texts, family }: Texts): Test {
  const keys = new Set(wanted.map(texts.key))
  if (family !== 'identity') return (value) => keys.has(texts.key(String(value)))
  // A person is found by the full form, the display name or the unique name. (the last two assumed)
  return remembered((person) => partsOf(person).some((part) => keys.has(texts.key(part))))
}

function partsOf(person: string): readonly string[] {
  const match = /^(.*) <(.*)>$/s.exec(person)
  return match === null ? [person] : [person, match[1] ?? '', match[2] ?? '']
}

/** People are few and fields of people many. */
function remembered(test: (text: string) => boolean): Test {
  const known = new Map<string, boolean>()
  return (value) => {
    const text = String(value)
    const answer = known.get(text)
    if (answer !== undefined) return answer
    const found = test(text)
    known.set(text, found)
    return found
  }
}

function partTest(
  kind: 'contains' | 'contains-words' | 'under',
  constant: Constant,
  use: Use,
): LeafTest {
  if (constant.kind === 'any') return { onValue: () => true, onEmpty: true, decidesEmpty: true }
  if (constant.kind !== 'text') return never
  const { variants } = use.scope
  const texts = textComparison(variants)
  const wanted = texts.partKey(constant.value)
  if (kind === 'under') return valueTest(isUnder(wanted, texts))
  // A longer term matches nothing. (MicrosoftDocs/azure-devops-docs#6467)
  if (constant.value.length > variants.containsLength) return never
  const family = familyOf(use.field)
  // [System.Tags] CONTAINS finds whole tags only.
  if (family === 'tags' && kind === 'contains') return valueTest(hasTag(wanted, texts))
  // Long text is searched in the full-text index, by words. (assumed for CONTAINS)
  if (kind === 'contains-words' || family === 'long-text')
    return valueTest(containsWords(wanted, texts))
  return valueTest((value) => texts.partKey(String(value)).includes(wanted))
}

function isUnder(path: string, texts: TextComparison): Test {
  const below = path.endsWith('\\') ? path : `${path}\\`
  return (value) => {
    const key = texts.partKey(String(value))
    return key === path || key.startsWith(below)
  }
}

function hasTag(tag: string, texts: TextComparison): Test {
  return (value) =>
    texts
      .partKey(String(value))
      .split(';')
      .some((one) => one.trim() === tag)
}

export function numberOf(value: NonNullable<FieldValue>): number {
  return typeof value === 'object' ? value.getTime() : Number(value)
}

/** Whether an operator holds, by the sign of left minus right. */
export function holds(operator: ComparisonOperator, difference: number): boolean {
  switch (operator) {
    case '=':
      return difference === 0
    case '<>':
      return difference !== 0
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '>':
      return difference > 0
    case '>=':
      return difference >= 0
  }
}
