import type { WorkItemHistory } from './work-item-history.ts'
import type { WorkItemRows } from './work-item-rows.ts'

/** A place in the order of all revisions: by watermark, then by work item, then by revision. */
export interface RevisionPlace {
  readonly watermark: number
  readonly row: number
  readonly revision: number
}

/** All revisions of the organization in the order in which they were made. */
export interface RevisionOrder {
  count(): number
  at(position: number): RevisionPlace
  /** How many revisions there are up to a place, itself included. */
  upTo(place: RevisionPlace): number
}

const epoch = Date.UTC(2010, 0, 1)

/** The number that grows with every change in the organization. Changes of one second share it. (assumed) */
export function watermarkOf(milliseconds: number): number {
  return Math.floor((milliseconds - epoch) / 1_000)
}

// The seed gives fewer revisions than this to a work item, so that a place fits into 64 bits.
const revisionsOfOne = 64

/** Sorts nothing before it is asked, and the rows of the seed only once. */
export function createRevisionOrder(rows: WorkItemRows, history: WorkItemHistory): RevisionOrder {
  const seededRows = rows.count()
  let seeded: Uint32Array | undefined
  let later: { readonly version: number; readonly places: readonly RevisionPlace[] } | undefined

  const seededWords = (): Uint32Array => {
    seeded ??= sortedWords(seededRows, history)
    return seeded
  }
  const laterPlaces = (): readonly RevisionPlace[] => {
    if (later?.version !== rows.version) {
      later = { version: rows.version, places: placesSince(seededRows, rows, history) }
    }
    return later.places
  }
  const at = (position: number): RevisionPlace => {
    const words = seededWords()
    const place = laterPlaces()[position - words.length / 2]
    if (place !== undefined) return place
    const low = words[position * 2] ?? 0
    return {
      watermark: words[position * 2 + 1] ?? 0,
      row: Math.floor(low / revisionsOfOne),
      revision: low % revisionsOfOne,
    }
  }
  const count = (): number => seededWords().length / 2 + laterPlaces().length
  return {
    count,
    at,
    upTo(place) {
      let low = 0
      let high = count()
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(at(middle), place) <= 0) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

/** Two words a revision: which one it is, and its watermark as the more significant half of a 64-bit number. */
function sortedWords(count: number, history: WorkItemHistory): Uint32Array {
  let room = 0
  for (let row = 0; row < count; row += 1) room += history.seededCount(row)
  const words = new Uint32Array(room * 2)
  let position = 0
  for (let row = 0; row < count; row += 1) {
    for (const { revision, date } of history.seededMoments(row)) {
      words[position] = row * revisionsOfOne + revision
      words[position + 1] = watermarkOf(date)
      position += 2
    }
  }
  new BigUint64Array(words.buffer).sort()
  return words
}

/** What was changed since the start; all of it is younger than what the seed gives. */
function placesSince(
  seededRows: number,
  rows: WorkItemRows,
  history: WorkItemHistory,
): readonly RevisionPlace[] {
  const places: RevisionPlace[] = []
  for (let row = seededRows; row < rows.count(); row += 1) {
    for (const { revision, date } of history.seededMoments(row))
      places.push({ watermark: watermarkOf(date), row, revision })
  }
  for (const { row, edit } of rows.edits.log) {
    const { revision, date } = edit.moment
    places.push({ watermark: watermarkOf(date), row, revision })
  }
  return places.sort(compare)
}

function compare(one: RevisionPlace, other: RevisionPlace): number {
  return one.watermark - other.watermark || one.row - other.row || one.revision - other.revision
}
