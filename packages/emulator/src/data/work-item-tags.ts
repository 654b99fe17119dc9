import { createDice, guidOf } from './random.ts'
import { tagWords } from './words.ts'

/** The tag of that number. */
export function tagName(number: number): string {
  return tagWords[number] ?? `tag-${number}`
}

/** The identifier of a tag. (assumed: the same for a name in every project) */
export function tagId(name: string): string {
  return guidOf(createDice(0, `tag ${name}`), 0, 0)
}
