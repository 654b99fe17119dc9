/** The text that the positions of an error count in, and where that begins in what the client sent. */
export interface ErrorPlace {
  readonly sql: string
  /** In UTF-16 units; 0 unless the text is one of several statements. */
  readonly offset: number
}

const places = new WeakMap<Error, ErrorPlace>()

/** Remembers for the errors of some work where they lie. Of works within each other the innermost knows best. */
export async function placed<T>(place: ErrorPlace, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && !places.has(error)) places.set(error, place)
    throw error
  }
}

/** Where an error lies, if that is known. */
export function placeOf(error: Error): ErrorPlace | undefined {
  return places.get(error)
}
