// C0, DEL, C1, line and paragraph separators, bidirectional overrides and isolates, lone surrogates.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The text on one line, with every character that a terminal would obey instead of show replaced by a visible one. */
export function visibleText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(unsafe, visibleCharacter)
}

function visibleCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (character === '\n' || code === 0x2028 || code === 0x2029) return '↵'
  if (character === '\t') return '⇥'
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '␡'
  if (code >= 0xd800 && code <= 0xdfff) return '�'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}
