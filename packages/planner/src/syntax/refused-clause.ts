import type { Token } from './token.ts'

interface Refused {
  /** The words that it begins with; `*` is any token. */
  readonly words: readonly string[]
  readonly message: string
  readonly hint: string
}

const locking = 'This reads only: leave it out.'
const hints = { message: 'a hint for the optimizer is not supported', hint: 'Leave it out.' }
const ties = {
  message: 'WITH TIES is not supported',
  hint: 'Filter by the rank instead: QUALIFY rank() OVER (ORDER BY …) <= 10.',
}
const hierarchical = {
  message: 'CONNECT BY is not supported',
  hint: 'Walk a hierarchy with WITH RECURSIVE.',
}

const refused: readonly Refused[] = [
  {
    words: ['INTO'],
    message: 'SELECT INTO is not supported',
    hint: 'Write rows into a file with devopsql query --output FILE.',
  },
  { words: ['FOR', 'UPDATE'], message: 'FOR UPDATE is not supported', hint: locking },
  { words: ['FOR', 'SHARE'], message: 'FOR SHARE is not supported', hint: locking },
  {
    words: ['FOR', 'XML'],
    message: 'FOR XML is not supported',
    hint: 'Choose JSON with devopsql query --format json.',
  },
  {
    words: ['FOR', 'JSON'],
    message: 'FOR JSON is not supported',
    hint: 'Choose JSON with devopsql query --format json, or build it with json_object.',
  },
  {
    words: ['FOR', 'SYSTEM_TIME'],
    message: 'FOR SYSTEM_TIME is not supported',
    hint: 'Read earlier states from the table WorkItemRevisions.',
  },
  { words: ['OPTION', '('], ...hints },
  { words: ['WITH', '('], ...hints },
  { words: ['WITH', 'TIES'], ...ties },
  { words: ['CONNECT', 'BY'], ...hierarchical },
  { words: ['START', 'WITH'], ...hierarchical },
  {
    words: ['MATCH_RECOGNIZE'],
    message: 'MATCH_RECOGNIZE is not supported',
    hint: 'Compare neighbouring rows with lag and lead.',
  },
  {
    words: ['REGEXP'],
    message: 'the operator REGEXP is not supported',
    hint: "Write regexp_matches(text, 'pattern').",
  },
  {
    words: ['RLIKE'],
    message: 'the operator RLIKE is not supported',
    hint: "Write regexp_matches(text, 'pattern').",
  },
  {
    words: ['DIV'],
    message: 'the operator DIV is not supported',
    hint: 'Write // to divide whole numbers.',
  },
  { words: ['MOD'], message: 'the operator MOD is not supported', hint: 'Write % or mod(a, b).' },
  {
    words: ['USING', 'KEY'],
    message: 'USING KEY is not supported',
    hint: 'Keep the newest row of each key with QUALIFY row_number() OVER (PARTITION BY …) = 1.',
  },
]

/** The clause at a place of the text that is known and not supported, with how far before the place it begins. */
export function refusedClause(
  tokens: readonly Token[],
  index: number,
): (Refused & { readonly at: number }) | undefined {
  // The word before may have been taken for an alias.
  for (const at of [index, index - 1]) {
    const found = refused.find(({ words }) =>
      words.every((word, step) => {
        const token = tokens[at + step]
        return token !== undefined && (token.upper === word || (word === '(' && token.text === '('))
      }),
    )
    if (found !== undefined && (at === index || endsBefore(found, tokens, at)))
      return { ...found, at: tokens[at]?.start ?? 0 }
  }
  return undefined
}

/** A word that was read as an alias has a value before it. */
function endsBefore({ words }: Refused, tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return words[0] !== 'INTO' && before !== undefined && before.type !== 'symbol'
}
