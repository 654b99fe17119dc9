import type { Column, FieldFacts } from '@devopsql/schema'
import { type Constant, formatTimestamp } from '../logical/constant.ts'
import type { Comparison, Predicate } from '../logical/predicate.ts'
import { groupOf, queryableField } from './wiql-field.ts'

/** A WIQL condition; `inexact` says why it lets more rows through than the predicate. */
export interface WiqlCondition {
  readonly text: string
  readonly inexact: string | undefined
}
export interface WiqlRefusal {
  readonly refused: string
}

// "Search terms over ~100 characters match nothing": azure-devops-docs#6467.
const longestFragment = 99

/** Writes a predicate as WIQL, or says why it can't be sent. Every branch of an OR must be sendable. */
export function writeWiql(predicate: Predicate): WiqlCondition | WiqlRefusal {
  switch (predicate.kind) {
    case 'compare':
      return writeComparison(predicate.column, predicate.operator, predicate.value)
    case 'in':
      return writeIn(predicate.column, predicate.values)
    case 'is-null':
      return writeIsNull(predicate.column, predicate.negated)
    case 'contains':
      return writeContains(predicate.column, predicate)
    case 'and':
      return joinAnd(predicate.parts)
    case 'or':
      return joinOr(predicate.parts)
    case 'opaque':
      return { refused: predicate.reason }
    case 'never':
      return { refused: 'it is never true' }
  }
}

function joinAnd(parts: readonly Predicate[]): WiqlCondition | WiqlRefusal {
  const written = parts.map(writeWiql)
  const sent = written.filter((part): part is WiqlCondition => 'text' in part)
  if (sent.length === 0) return { refused: reasonOf(written) }
  const dropped = written.find((part): part is WiqlRefusal => 'refused' in part)
  return {
    text: sent.map((part) => part.text).join(' AND '),
    inexact: dropped?.refused ?? sent.find((part) => part.inexact !== undefined)?.inexact,
  }
}

function joinOr(parts: readonly Predicate[]): WiqlCondition | WiqlRefusal {
  const written = parts.map(writeWiql)
  const refused = written.find((part): part is WiqlRefusal => 'refused' in part)
  if (refused) return { refused: `one branch of the OR can't be sent: ${refused.refused}` }
  const sent = written.filter((part): part is WiqlCondition => 'text' in part)
  return {
    text: `(${sent.map((part) => part.text).join(' OR ')})`,
    inexact: sent.find((part) => part.inexact !== undefined)?.inexact,
  }
}

function reasonOf(parts: readonly (WiqlCondition | WiqlRefusal)[]): string {
  const refused = parts.find((part): part is WiqlRefusal => 'refused' in part)
  return refused?.refused ?? 'nothing in it can be sent'
}

const notAField = (column: Column): WiqlRefusal => ({
  refused: `WIQL has no field for ${column.name}`,
})

function writeComparison(
  column: Column,
  operator: Comparison,
  value: Constant,
): WiqlCondition | WiqlRefusal {
  const field = queryableField(column)
  if (!field) return notAField(column)
  const group = groupOf(field)
  const name = `[${field.referenceName}]`
  if (value.kind === 'null') return { refused: 'a comparison with NULL is never true' }
  switch (group) {
    case 'number':
      return compareNumber({ name, operator, value, field })
    case 'date':
      return compareDate(name, operator, value)
    case 'boolean':
      if (value.kind !== 'boolean' || operator !== '=')
        return { refused: `${operator} on a boolean field is not sent` }
      // An empty boolean field may count as false there; NULL never equals here.
      return {
        text: `${name} = ${value.value}`,
        inexact: 'an empty boolean may count as false there',
      }
    case 'text':
    case 'closed-text':
      return compareText({ name, operator, value, closed: group === 'closed-text' })
    case 'path':
      if (operator !== '=' || value.kind !== 'string')
        return { refused: `${operator} on a tree path is not sent` }
      return comparePath(name, value.value)
    case 'guid':
    case 'long-text':
    case 'other':
      return { refused: `WIQL can't compare ${field.referenceName} as SQL does` }
  }
}

interface Comparing {
  readonly name: string
  readonly operator: Comparison
  readonly value: Constant
}

function compareNumber({
  name,
  operator,
  value,
  field,
}: Comparing & { readonly field: FieldFacts }): WiqlCondition | WiqlRefusal {
  if (value.kind !== 'number') return { refused: 'only a number is compared with a number there' }
  if (operator === '<>') return { refused: '<> may treat empty fields otherwise there' }
  if (!/^-?\d+(\.\d+)?$/.test(value.text)) return { refused: 'WIQL has no such number' }
  const isInteger = field.type === 'integer' || field.type === 'picklistInteger'
  if (!isInteger) return compareDouble(name, operator, value.value)
  if (!Number.isInteger(value.value))
    return { refused: 'WIQL compares integers with integers only' }
  if (Math.abs(value.value) > 2_147_483_647) return { refused: 'WIQL integers have 32 bits' }
  return { text: `${name} ${operator} ${value.value}`, inexact: undefined }
}

function compareDouble(
  name: string,
  operator: Exclude<Comparison, '<>'>,
  value: number,
): WiqlCondition | WiqlRefusal {
  const inexact = 'decimal fractions may be rounded there'
  if (operator === '=') {
    if (!Number.isInteger(value)) return { refused: inexact }
    return { text: `(${name} >= ${value} AND ${name} <= ${value})`, inexact }
  }
  return { text: `${name} ${operator[0]}= ${value}`, inexact }
}

function compareDate(
  name: string,
  operator: Comparison,
  value: Constant,
): WiqlCondition | WiqlRefusal {
  if (value.kind !== 'timestamp')
    return { refused: 'only a timestamp is compared with a date there' }
  if (value.microseconds < 0n) return { refused: 'WIQL dates before 1970 are not sent' }
  const inexact = 'times are kept to seven digits there and to six here'
  const at = (microseconds: bigint): string => `'${formatTimestamp(microseconds)}'`
  // A remote time of seven digits is cut to microseconds here, and a remote comparison may round to milliseconds.
  const floor = value.microseconds - (value.microseconds % 1_000_000n)
  const ceiling = floor + 1_000_000n
  switch (operator) {
    case '>':
    case '>=':
      return { text: `${name} >= ${at(floor)}`, inexact }
    case '<':
    case '<=':
      return { text: `${name} <= ${at(ceiling)}`, inexact }
    case '=':
      return { text: `(${name} >= ${at(floor)} AND ${name} <= ${at(ceiling)})`, inexact }
    case '<>':
      return { refused: '<> may treat empty fields otherwise there' }
  }
}

const looseText = 'text may be compared without accents or trailing spaces there'

function compareText({
  name,
  operator,
  value,
  closed,
}: Comparing & { readonly closed: boolean }): WiqlCondition | WiqlRefusal {
  if (value.kind !== 'string') return { refused: 'only text is compared with text there' }
  if (operator !== '=') return { refused: `text ${operator} orders otherwise there` }
  const refusal = refuseText(value.value)
  if (refusal) return refusal
  return {
    text: `${name} = ${quote(value.value)}`,
    inexact: closed && isPlain(value.value) ? undefined : looseText,
  }
}

function comparePath(name: string, path: string): WiqlCondition | WiqlRefusal {
  const refusal = refuseText(path)
  if (refusal) return refusal
  return { text: `${name} = ${quote(path)}`, inexact: looseText }
}

/** Text that WIQL reads as something else than itself (empty is "no value", `@` begins a macro), or that is none. */
function refuseText(text: string): WiqlRefusal | undefined {
  if (text.trim() === '') return { refused: "an empty text means 'no value' there" }
  if (text.startsWith('@') || text.startsWith('['))
    return { refused: 'WIQL reads this text as a macro' }
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return { refused: 'WIQL text has no such characters' }
  return undefined
}

/** Text that no collation can take for another: printable ASCII without spaces at its ends. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && text === text.trim()
}

function writeIn(column: Column, values: readonly Constant[]): WiqlCondition | WiqlRefusal {
  const field = queryableField(column)
  if (!field) return notAField(column)
  const known = values.filter((value) => value.kind !== 'null')
  if (known.length === 0) return { refused: 'a comparison with NULL is never true' }
  const written = known.map((value) => writeComparison(column, '=', value))
  const refused = written.find((part): part is WiqlRefusal => 'refused' in part)
  if (refused) return refused
  const sent = written.filter((part): part is WiqlCondition => 'text' in part)
  const inexact = sent.find((part) => part.inexact !== undefined)?.inexact
  const prefix = `[${field.referenceName}] = `
  // Boolean fields are compared with = and <> only.
  if (groupOf(field) !== 'boolean' && sent.every((part) => part.text.startsWith(prefix))) {
    return {
      text: `[${field.referenceName}] IN (${sent.map((part) => part.text.slice(prefix.length)).join(', ')})`,
      inexact,
    }
  }
  const texts = [...new Set(sent.map((part) => part.text))]
  return { text: texts.length === 1 ? texts.join('') : `(${texts.join(' OR ')})`, inexact }
}

function writeIsNull(column: Column, negated: boolean): WiqlCondition | WiqlRefusal {
  const field = queryableField(column)
  if (!field) return notAField(column)
  const name = `[${field.referenceName}]`
  switch (groupOf(field)) {
    case 'number':
    case 'date':
      return {
        text: `${name} ${negated ? '<>' : '='} ''`,
        inexact: 'empty is written in its own way there',
      }
    case 'text':
    case 'closed-text':
      // A text of spaces may count as empty there, so the negation could lose rows.
      if (negated) return { refused: 'a text of spaces may count as empty there' }
      return { text: `${name} = ''`, inexact: 'a text of spaces may count as empty there' }
    case 'boolean':
    case 'guid':
    case 'path':
    case 'long-text':
    case 'other':
      return { refused: `WIQL can't test ${field.referenceName} for NULL as SQL does` }
  }
}

function writeContains(
  column: Column,
  like: { readonly fragments: readonly string[]; readonly prefix: string },
): WiqlCondition | WiqlRefusal {
  const field = queryableField(column)
  if (!field) return notAField(column)
  const name = `[${field.referenceName}]`
  const group = groupOf(field)
  if (group === 'path') {
    const at = like.prefix.lastIndexOf('\\')
    // `F\Web%` also matches `F\Website`, so only what ends in a backslash names a subtree.
    if (at <= 0 || at !== like.prefix.length - 1)
      return { refused: 'UNDER needs a prefix that ends in a backslash' }
    const refusal = refuseText(like.prefix)
    if (refusal) return refusal
    return {
      text: `${name} UNDER ${quote(like.prefix.slice(0, at))}`,
      inexact: 'UNDER includes the node itself',
    }
  }
  if (group !== 'text' && group !== 'closed-text')
    return { refused: `CONTAINS on ${field.referenceName} matches whole words there` }
  const usable = like.fragments.filter(
    (fragment) =>
      fragment.trim() === fragment &&
      fragment !== '' &&
      isPlain(fragment) &&
      !/[*?%_[\]]/.test(fragment),
  )
  const longest = usable.reduce(
    (best, fragment) => (fragment.length > best.length ? fragment : best),
    '',
  )
  if (longest === '') return { refused: 'no fragment of the pattern means the same there' }
  return {
    text: `${name} CONTAINS ${quote(longest.slice(0, longestFragment).trimEnd())}`,
    inexact: 'CONTAINS finds the fragment anywhere',
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
