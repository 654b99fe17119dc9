const utf8 = new TextEncoder()

/** Bytes of texts and of single bytes, one after the other. */
export function bytesOf(...parts: readonly (string | number | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part]
      return [...(typeof part === 'string' ? utf8.encode(part) : part)]
    }),
  )
}

/** Hexadecimal digits, with spaces where they help. */
export function hex(digits: string): Uint8Array {
  const pairs = digits.replaceAll(' ', '').match(/../g) ?? []
  return new Uint8Array(pairs.map((pair) => Number.parseInt(pair, 16)))
}

/** The same, of bytes: what a failed test shows. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
