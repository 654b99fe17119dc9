/** Constants in lower case, as predicates are compared with them, with the remote's own spelling. */
export function valueMap(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => [value.toLowerCase(), value]))
}
