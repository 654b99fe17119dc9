/** The number of a work item or of a reference to one, also where it is written as a text. */
export function idOf(item: unknown): number | undefined {
  if (typeof item !== 'object' || item === null || !('id' in item)) return undefined
  if (typeof item.id === 'number') return item.id
  return typeof item.id === 'string' && /^\d+$/.test(item.id) ? Number(item.id) : undefined
}
