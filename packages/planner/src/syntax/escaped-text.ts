const simple: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const escapeSequence = /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])|''/g

/** What stands between the quotes of `E'...'`, with its escapes resolved as PostgreSQL does. */
export function escapedText(raw: string): string {
  return raw.replace(escapeSequence, (whole, code: string | undefined) => {
    if (whole === "''") return "'"
    const text = code ?? ''
    if (/^[xuU]./.test(text)) return fromCode(Number.parseInt(text.slice(1), 16))
    if (/^[0-7]/.test(text)) return fromCode(Number.parseInt(text, 8))
    return simple[text] ?? text
  })
}

/** What stands between the quotes of `U&'...'`: a code point is four digits, or six after `+`. */
export function unicodeText(raw: string): string {
  return raw.replace(
    /\\(?:\\|([0-9a-fA-F]{4})|\+([0-9a-fA-F]{6}))/g,
    (_, short: string | undefined, long: string | undefined) => {
      const digits = short ?? long
      return digits === undefined ? '\\' : fromCode(Number.parseInt(digits, 16))
    },
  )
}

/** A number that is no character becomes the sign for an unknown one. */
function fromCode(code: number): string {
  return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code)
}
