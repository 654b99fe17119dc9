import type { IdRange, RunWiql } from '../wiql.ts'
import { incomplete } from './incomplete.ts'

const byId = '[System.Id]'
// Range queries under way at once; the rest of the slots are left to the batches that they feed.
const rangesAhead = 4
// Ids are integers of 32 bits.
const largestNumber = 2_147_483_647

export interface SplitOptions {
  readonly run: RunWiql
  readonly condition: string
  /** The most ids that one query may give. */
  readonly top: number
}

/** The ids of a condition with more of them than one query gives, in ascending order, as each range is answered. */
export async function* idsByRange(
  options: SplitOptions,
  /** Ids that are known already: the first in order of id. */
  known: readonly number[],
): AsyncGenerator<readonly number[]> {
  const start = known.at(-1) ?? 0
  if (known.length > 0) yield known
  const end = await largestId(options)
  if (end <= start) return
  // Where nothing is known, some wide ranges: those that are full tell their density.
  const density =
    known.length === 0
      ? Math.min(1, options.top / (end / rangesAhead))
      : known.length / (start - (known[0] ?? 1) + 1)
  yield* readRanges(options, cut({ after: start, through: end }, { density, top: options.top }))
}

interface Task {
  readonly range: IdRange
  answer?: Promise<RangeAnswer>
}

interface RangeAnswer {
  readonly ids: readonly number[]
  /** What of the range is still to be read, in order. */
  readonly rest: readonly IdRange[]
}

async function* readRanges(
  options: SplitOptions,
  ranges: readonly IdRange[],
): AsyncGenerator<readonly number[]> {
  const queue: Task[] = ranges.map((range) => ({ range }))
  for (;;) {
    for (const task of queue.slice(0, rangesAhead)) {
      if (task.answer !== undefined) continue
      task.answer = readRange(options, task.range)
      task.answer.catch(() => undefined)
    }
    const head = queue.shift()
    if (head?.answer === undefined) return
    const { ids, rest } = await head.answer
    queue.unshift(...rest.map((range) => ({ range })))
    if (ids.length > 0) yield ids
  }
}

async function readRange(options: SplitOptions, range: IdRange): Promise<RangeAnswer> {
  const { run, condition, top } = options
  const answer = await run({ condition, range, orderBy: byId, top })
  const width = range.through - range.after
  if (answer.kind === 'too-large') {
    if (width <= 1) throw answer.error
    const middle = range.after + Math.floor(width / 2)
    return {
      ids: [],
      rest: [
        { after: range.after, through: middle },
        { after: middle, through: range.through },
      ],
    }
  }
  const { ids } = answer
  const last = ids.at(-1)
  if (ids.length < top || last === undefined || last >= range.through) return { ids, rest: [] }
  const left = { after: last, through: range.through }
  const density = ids.length / (last - range.after)
  return { ids, rest: cut(left, { density, top }) }
}

/** Ranges that should each give about two thirds of what one query may. */
function cut(
  range: IdRange,
  guess: { readonly density: number; readonly top: number },
): readonly IdRange[] {
  const width = Math.max(1, Math.floor((guess.top * 2) / 3 / guess.density))
  const ranges: IdRange[] = []
  for (let after = range.after; after < range.through; after += width) {
    ranges.push({ after, through: Math.min(after + width, range.through) })
    // A guess from a dense beginning would cut a wide and sparse end into thousands: read on, then guess again.
    if (ranges.length === rangesAhead * 4 && after + width < range.through) {
      ranges.push({ after: after + width, through: range.through })
      break
    }
  }
  return ranges
}

async function largestId(options: SplitOptions): Promise<number> {
  const newest = { orderBy: `${byId} DESC`, top: 1 }
  const answer = await options.run({ condition: options.condition, ...newest })
  if (answer.kind === 'ids') return answer.ids[0] ?? 0
  // The condition takes too long to be evaluated over everything: any id bounds it as well.
  const anyItem = await options.run({ condition: '', ...newest })
  if (anyItem.kind === 'ids') return anyItem.ids[0] ?? 0
  // Or more than it may give is refused even where one id is asked for: go up until what is left is few enough.
  for (let after = options.top; after < largestNumber; after *= 2) {
    const range = { after, through: largestNumber }
    const above = await options.run({ condition: options.condition, range, ...newest })
    if (above.kind === 'ids') return above.ids[0] ?? after
  }
  throw incomplete(
    { method: 'POST', template: '_apis/wit/wiql' },
    'the service finds no largest id in its time',
  )
}
