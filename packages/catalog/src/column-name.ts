/**
 * The name of a field as that of a column: `Story Points` becomes `StoryPoints`, `Area ID` becomes `AreaId`. Letters and
 * digits of every script stay, everything else goes. Empty when nothing is left.
 */
export function columnName(fieldName: string): string {
  const words = fieldName.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.map((word) => (word === 'ID' ? 'Id' : capitalised(word))).join('')
}

function capitalised(word: string): string {
  const [first = ''] = word
  return first.toUpperCase() + word.slice(first.length)
}
