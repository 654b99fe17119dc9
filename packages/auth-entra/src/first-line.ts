/** As much of what an identity service says as a person wants to read: what follows are numbers for its support. */
export function firstLine(text: string): string {
  return (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, 500)
}
