import type { TextComparison } from './compare-text.ts'
import { refusal } from './wiql-error.ts'
import type { Condition, FieldName } from './wiql-syntax.ts'

/** What a condition of a query of links is about. */
export type LinkEnd = 'source' | 'target' | 'link'

/** Throws if it is about more than one: the service has no OR over both ends. (assumed) */
export function endOf(condition: Condition): LinkEnd {
  const [first, ...others] = new Set(fieldsOf(condition).map(endOfField))
  if (first === undefined || others.length > 0)
    throw refusal('A condition must be about one end of the link.', textOf(condition))
  return first
}

function endOfField(field: FieldName): LinkEnd {
  if (field.end !== undefined) return field.end
  const name = field.name.toLowerCase()
  if (name === 'system.links.linktype' || name === 'link type') return 'link'
  // Words assumed.
  throw refusal('Expecting [Source] or [Target] before the field name.', field.text)
}

function fieldsOf(condition: Condition): readonly FieldName[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.items.flatMap(fieldsOf)
    case 'not':
      return fieldsOf(condition.item)
    case 'comparison':
    case 'in':
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return [condition.field]
  }
}

function textOf(condition: Condition): string {
  return fieldsOf(condition)
    .map(({ text }) => text)
    .join(', ')
}

/** A condition on `[System.Links.LinkType]`: the names of link types, or none, which every type fits. */
export function linkTypeTest(
  condition: Condition,
  texts: TextComparison,
): (type: string) => boolean {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.items.map((item) => linkTypeTest(item, texts))
      return (type) => tests.every((test) => test(type))
    }
    case 'or': {
      const tests = condition.items.map((item) => linkTypeTest(item, texts))
      return (type) => tests.some((test) => test(type))
    }
    case 'not': {
      const test = linkTypeTest(condition.item, texts)
      return (type) => !test(type)
    }
    case 'comparison': {
      const { value, operator } = condition
      if (value.kind !== 'string' || (operator !== '=' && operator !== '<>'))
        return refuse(condition.text)
      const isNamed = namedTest([value.value], texts)
      return operator === '=' ? isNamed : (type) => !isNamed(type)
    }
    case 'in':
      return namedTest(
        condition.values.flatMap((value) =>
          value.kind === 'string' ? [value.value] : refuse(condition.text),
        ),
        texts,
      )
    case 'contains':
    case 'contains-words':
    case 'under':
    case 'in-group':
    case 'empty':
      return refuse(condition.text)
  }
}

function namedTest(names: readonly string[], texts: TextComparison): (type: string) => boolean {
  const keys = new Set(names.map(texts.key))
  return (type) => keys.has(texts.key(type))
}

function refuse(text: string): never {
  // Words assumed.
  throw refusal('The specified operator cannot be used with link types.', text)
}
