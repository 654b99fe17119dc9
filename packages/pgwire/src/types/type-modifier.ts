// What PostgreSQL adds to a length, so that none is -1 and not 0.
const headerBytes = 4

/** The modifier of varchar and bpchar with that many characters at most. */
export function lengthModifier(characters: number): number {
  return characters + headerBytes
}

/** The modifier of numeric with that many digits, and of them that many behind the point. */
export function numericModifier(precision: number, scale: number): number {
  return ((precision << 16) | (scale & 0x7ff)) + headerBytes
}
