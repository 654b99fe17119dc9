/** Whether a name matches a pattern in which `*` and `%` stand for any text and `?` for one character; letter case ignored. */
export function matchesPattern(name: string, pattern: string): boolean {
  const source = pattern
    .split('')
    .map((character) => wildcards.get(character) ?? character.replace(/[\\^$.|+()[\]{}]/, '\\$&'))
    .join('')
  return new RegExp(`^${source}$`, 'is').test(name)
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['*', '.*'],
  ['%', '.*'],
  ['?', '.'],
])
