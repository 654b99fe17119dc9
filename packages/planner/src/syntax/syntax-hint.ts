import { nearestName } from '@devopsql/errors'
import { clauseWords, isReserved } from './keywords.ts'
import type { Token } from './token.ts'

/** What to do about an unexpected token, where its surroundings tell. */
export function hintFor(tokens: readonly Token[], index: number): string | undefined {
  const found = tokens[index]
  const before = tokens[index - 1]
  if (found === undefined) return undefined
  if (found.type === 'symbol' && found.text === '==') return 'Write = for equality.'
  if (found.type === 'symbol' && found.text === '!')
    return 'Write NOT for negation and <> for inequality.'
  if (found.type === 'symbol' && found.text === ':')
    return 'A parameter is : with its name, a cast is two colons.'
  if (found.type === 'symbol' && (found.text === '{' || found.text === '}'))
    return "A struct is written {'name': value}, a map MAP {'key': value}."
  if (found.type === 'symbol' && found.text === '[]') return 'Write [name] for a name in brackets.'
  if (before?.text === ',' && before.type === 'symbol' && isReserved(found.upper))
    return `Remove the comma before ${found.text}.`
  const misspelt = misspeltKeyword(found) ?? (before && misspeltKeyword(before))
  if (misspelt !== undefined) return misspelt
  if (before !== undefined && endsValue(before) && beginsValue(found))
    return `Is a comma or an operator missing before ${found.text}?`
  if (found.type === 'end') {
    return tokens.length === 1
      ? 'The text holds no statement: write SELECT … FROM ….'
      : 'Complete the statement, or look for a bracket or a quote that ends too late.'
  }
  if (found.upper === 'ORDER' || found.upper === 'GROUP') return `Write ${found.upper} BY.`
  return `Look at what stands before ${found.text}: a word may be missing or too many.`
}

function misspeltKeyword(token: Token): string | undefined {
  if (token.type !== 'word' || token.text.length < 3 || clauseWords.includes(token.upper))
    return undefined
  const nearest = nearestName(token.upper, clauseWords)
  return nearest === undefined ? undefined : `Did you mean ${nearest} instead of ${token.text}?`
}

function endsValue(token: Token): boolean {
  if (token.type === 'symbol') return token.text === ')'
  return token.type !== 'word' || !isReserved(token.upper)
}

function beginsValue(token: Token): boolean {
  if (token.type === 'symbol') return token.text === '('
  if (token.type === 'end') return false
  return token.type !== 'word' || !isReserved(token.upper)
}
