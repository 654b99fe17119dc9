import type { FieldInfo } from './contract.ts'
import { dateOfMacro } from './date-macros.ts'
import { familyOf } from './field-family.ts'
import { idsOfMacro, iterationOf, teamAreaOf } from './macros.ts'
import type { QueryScope } from './query-scope.ts'
import { parseWiqlDate } from './wiql-dates.ts'
import { refusal } from './wiql-error.ts'
import type { Operand } from './wiql-syntax.ts'

/** What a field is compared with: its own kind of value, emptiness, or `[Any]`, which every value equals. */
export type Constant =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'day'; readonly value: number }
  | { readonly kind: 'ids'; readonly value: ReadonlySet<number> }
  | { readonly kind: 'empty' | 'any' }

export interface Use {
  readonly scope: QueryScope
  readonly field: FieldInfo
  /** The condition as written. */
  readonly text: string
}

const day = 86_400_000
const smallest = -(2 ** 31)
const largest = 2 ** 31 - 1

/** The value that an operand stands for next to a field. Throws if the field can't have such a value. */
export function constantOf(operand: Operand, use: Use): Constant {
  if (operand.kind === 'field') return anyOrRefusal(operand.field.name, use)
  if (operand.kind === 'macro') return macroValue(operand, use)
  // An empty string asks for an empty field, whatever its type. (wiql-syntax.md: [Priority] <> '')
  if (operand.kind === 'string' && operand.value === '') return { kind: 'empty' }
  switch (familyOf(use.field)) {
    case 'integer':
      return integerValue(operand, use)
    case 'double':
      return { kind: 'number', value: numberOf(operand, use) }
    case 'boolean':
      return { kind: 'number', value: booleanOf(operand, use) }
    case 'date':
      return dateValue(operand, use)
    case 'guid':
    case 'text':
    case 'identity':
    case 'tree':
    case 'long-text':
    case 'tags':
      if (operand.kind !== 'string') throw mismatch(use)
      return { kind: 'text', value: operand.value }
  }
}

function anyOrRefusal(name: string, use: Use): Constant {
  if (name.toLowerCase() === 'any') return { kind: 'any' }
  throw refusal('Expecting constant value.', use.text)
}

function macroValue(macro: Extract<Operand, { readonly kind: 'macro' }>, use: Use): Constant {
  const { scope, field } = use
  const offset = scope.variants.profileOffsetMinutes * 60_000
  // Days begin when they begin for the user.
  const local = dateOfMacro(macro, new Date(scope.now.getTime() + offset))
  if (local !== undefined) {
    if (familyOf(field) !== 'date') throw mismatch(use)
    const byDay = !scope.timePrecision && local % day === 0
    return byDay ? { kind: 'day', value: local / day } : { kind: 'number', value: local - offset }
  }
  if (macro.name === 'me' && scope.me !== undefined) return textValue(scope.me, use)
  if (macro.name === 'project') return projectValue(use)
  if (macro.name === 'currentiteration') return textValue(iterationOf(macro, scope), use)
  if (macro.name === 'teamareas') return textValue(teamAreaOf(macro, scope), use)
  const ids = idsOfMacro(macro.name, scope)
  if (ids !== undefined) {
    if (field.referenceName !== 'System.Id') throw mismatch(use)
    return { kind: 'ids', value: ids }
  }
  // nkdAgility/azure-devops-migration-tools#1665
  throw refusal('TF51005: The query references a field that does not exist.', macro.text)
}

function projectValue(use: Use): Constant {
  const { project } = use.scope
  // Words assumed.
  if (project === undefined)
    throw refusal('The macro @project needs a project in the URL.', use.text)
  return textValue(project, use)
}

function textValue(value: string, use: Use): Constant {
  const family = familyOf(use.field)
  if (family !== 'text' && family !== 'identity' && family !== 'tree') throw mismatch(use)
  return { kind: 'text', value }
}

function integerValue(operand: Operand, use: Use): Constant {
  const value = numberOf(operand, use)
  if (!Number.isInteger(value) || value < smallest || value > largest) throw mismatch(use)
  return { kind: 'number', value }
}

function numberOf(operand: Operand, use: Use): number {
  if (operand.kind === 'number') return operand.value
  if (operand.kind === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(operand.value)) {
    return Number(operand.value)
  }
  throw mismatch(use)
}

function booleanOf(operand: Operand, use: Use): number {
  if (operand.kind === 'boolean') return operand.value ? 1 : 0
  if (operand.kind !== 'string' && operand.kind !== 'number') throw mismatch(use)
  const word = String(operand.value).toLowerCase()
  if (word === 'true' || word === '1') return 1
  if (word === 'false' || word === '0') return 0
  throw mismatch(use)
}

function dateValue(operand: Operand, { scope, text }: Use): Constant {
  const { profileOffsetMinutes, timeWithoutPrecision } = scope.variants
  const instant =
    operand.kind === 'string' ? parseWiqlDate(operand.value, profileOffsetMinutes) : undefined
  // Words from MicrosoftDocs/azure-devops-docs#563.
  if (instant === undefined) throw refusal('Expecting DateTime value.', operand.text)
  if (scope.timePrecision) return { kind: 'number', value: instant }
  const local = instant + profileOffsetMinutes * 60_000
  if (local % day === 0 || timeWithoutPrecision === 'rounded')
    return { kind: 'day', value: Math.floor(local / day) }
  // Words from gastownhall/beads#2831. Midnight is no time: the page's own examples write it. (assumed)
  throw refusal(
    'You cannot supply a time with the date when running a query using date precision.',
    text,
  )
}

// Words from nkdAgility/azure-devops-migration-tools#325; which mismatches have them is assumed.
export function mismatch({ text }: Pick<Use, 'text'>): Error {
  return refusal(
    'TF212023: You cannot compare fields with different data types in the WHERE clause of a work item query.',
    text,
  )
}
