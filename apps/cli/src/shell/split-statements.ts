export interface SplitText {
  /** Statements that were ended by `;`, without it. */
  readonly statements: readonly string[]
  /** What follows the last `;`. */
  readonly rest: string
  /** What the text is in the middle of: a quote, a comment or nothing. */
  readonly open: string
}

const closers: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '[': ']',
  '--': '\n',
  '/*': '*/',
}
const opener = /'|"|`|\[|--|\/\*|;/g

/** Cuts text at each `;` that stands outside of quotes, quoted names and comments. */
export function splitStatements(text: string): SplitText {
  const statements: string[] = []
  let start = 0
  let at = 0
  for (;;) {
    opener.lastIndex = at
    const found = opener.exec(text)
    if (!found) return { statements, rest: text.slice(start), open: '' }
    const [token] = found
    at = found.index + token.length
    if (token === ';') {
      const statement = text.slice(start, found.index).trim()
      if (statement !== '') statements.push(statement)
      start = at
      continue
    }
    // A doubled quote closes and opens again at once, so it needs no case of its own.
    const end = text.indexOf(closers[token] ?? token, at)
    if (end === -1) {
      return { statements, rest: text.slice(start), open: token === '--' ? '' : token }
    }
    at = end + (token === '/*' ? 2 : 1)
  }
}
