export interface LikePattern {
  /** Texts that every match contains, in order. */
  readonly fragments: readonly string[]
  /** What every match begins with. */
  readonly prefix: string
  /** The pattern is just a text. */
  readonly isPlain: boolean
}

/** What a LIKE pattern demands of its matches. */
export function readLikePattern(pattern: string, escapeCharacter: string | undefined): LikePattern {
  const fragments: string[] = []
  let fragment = ''
  let prefix: string | undefined
  const end = (): void => {
    prefix ??= fragment
    if (fragment !== '') fragments.push(fragment)
    fragment = ''
  }
  let isPlain = true
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at)
    if (escapeCharacter !== undefined && character === escapeCharacter) {
      at += 1
      fragment += pattern.charAt(at)
    } else if (character === '%' || character === '_') {
      isPlain = false
      end()
    } else {
      fragment += character
    }
  }
  end()
  return { fragments, prefix: prefix ?? '', isPlain }
}
