import type { FieldInfo } from './contract.ts'

/** Fields of one family take the same operators and constants. */
export type FieldFamily =
  | 'integer'
  | 'double'
  | 'date'
  | 'boolean'
  | 'guid'
  | 'text'
  | 'identity'
  | 'tree'
  | 'long-text'
  | 'tags'

export function familyOf(field: FieldInfo): FieldFamily {
  if (field.referenceName.toLowerCase() === 'system.tags') return 'tags'
  if (field.isIdentity) return 'identity'
  switch (field.type) {
    case 'integer':
    case 'picklistInteger':
      return 'integer'
    case 'double':
    case 'picklistDouble':
      return 'double'
    case 'dateTime':
      return 'date'
    case 'boolean':
      return 'boolean'
    case 'guid':
      return 'guid'
    case 'identity':
      return 'identity'
    case 'treePath':
      return 'tree'
    case 'plainText':
    case 'html':
    case 'history':
      return 'long-text'
    case 'string':
    case 'picklistString':
      return 'text'
  }
}
