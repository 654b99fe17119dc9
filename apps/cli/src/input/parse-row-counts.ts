import { usageError } from '../usage-error.ts'

const pair = /^([A-Za-z]\w*)=(\d{1,9})$/

/** `Teams=1001,WorkItems=1000000`: how many rows the emulator has of a table. */
export function parseRowCounts(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [, table, count] = pair.exec(part.trim()) ?? []
      if (table !== undefined && count !== undefined) return [table, Number(count)]
      throw usageError(
        `--rows ${text} is not a list of table=count`,
        'Write it as --rows Teams=1001,WorkItems=1000000.',
      )
    }),
  )
}
