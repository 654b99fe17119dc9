import type { RowFormat } from '../text/row-format.ts'

/** Loads what writes the Arrow IPC stream of exact values (`QueryOptions.exact`), with the library that it takes. */
export async function loadArrowStream(): Promise<() => RowFormat<Uint8Array>> {
  return (await import('./arrow-stream.ts')).arrowStream
}
