import type { Holes } from './fill-template.ts'

/** Reads what is at a path whose holes are those of the request and these. */
export type ReadAgain = (template: string, holes: Holes) => Promise<unknown>

/** The texts and numbers of a row, as holes named `$property`. */
export function ownHoles(row: unknown): Holes {
  const holes = new Map<string, string>()
  for (const [name, value] of Object.entries(Object(row) as Readonly<Record<string, unknown>>)) {
    if (typeof value === 'string' || typeof value === 'number') holes.set(`$${name}`, String(value))
  }
  return holes
}
