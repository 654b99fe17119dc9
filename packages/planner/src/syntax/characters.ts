/** Whether a bare name or keyword can begin at a place of the text: a letter of any script or `_`. */
export function isWordStart(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  if (code < 128) return isAsciiLetter(code) || code === 95
  return isLetterLike(text, position)
}

/** Whether a bare name goes on at a place of the text; false at its end. */
export function isWordPart(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  if (code < 128) return isAsciiLetter(code) || code === 95 || (code >= 48 && code <= 57)
  return isLetterLike(text, position)
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** Both halves of a surrogate pair count by the character that they make. */
function isLetterLike(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  if (Number.isNaN(code)) return false
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff
  const character = text.codePointAt(isSecondHalf ? position - 1 : position) ?? 0
  return /[\p{L}\p{M}\p{N}\p{Pc}\p{So}]/u.test(String.fromCodePoint(character))
}
