const grouped = new Intl.NumberFormat('en-US')

/** `1 row`, `12,345 rows`. */
export function countText(count: number, noun: string): string {
  return `${grouped.format(count)} ${noun}${count === 1 ? '' : 's'}`
}
