/** How wide the content of a column is, and whether it may be cut. */
export interface ColumnMeasure {
  readonly header: number
  /** The widest value seen. */
  readonly values: number
  /** False for numbers, dates and the like, which say something else when they are cut. */
  readonly cuttable: boolean
}

export const columnGap = 2

/** A cut text of fewer cells than this says nothing. */
const narrowestText = 8
const narrowestHeader = 4

interface Range {
  readonly least: number
  readonly natural: number
}

/** A width for each column so that a line fits, or undefined when they can't be squeezed that far. */
export function tableLayout(
  columns: readonly ColumnMeasure[],
  lineWidth: number,
): readonly number[] | undefined {
  const available = lineWidth - columnGap * (columns.length - 1)
  const ranges = columns.map(rangeOf)
  if (sum(ranges.map((range) => range.natural)) <= available) {
    return ranges.map((range) => range.natural)
  }
  if (sum(ranges.map((range) => range.least)) > available) return undefined
  return share(ranges, available)
}

/** Gives cells that nothing uses to columns that may be cut, half of their width more at most. */
export function growLayout(
  widths: readonly number[],
  columns: readonly ColumnMeasure[],
  lineWidth: number,
): readonly number[] {
  let spare = lineWidth - columnGap * (widths.length - 1) - sum(widths)
  return widths.map((width, index) => {
    if (columns[index]?.cuttable !== true) return width
    const more = Math.max(0, Math.min(spare, Math.ceil(width / 2)))
    spare -= more
    return width + more
  })
}

function rangeOf(column: ColumnMeasure): Range {
  const natural = Math.max(column.header, column.values, 1)
  const least = column.cuttable
    ? Math.max(narrowestText, narrowestHeader)
    : Math.max(column.values, narrowestHeader)
  return { least: Math.min(natural, least), natural }
}

/** The widest columns give first: all get the same upper bound, the highest one that fits. */
function share(ranges: readonly Range[], available: number): readonly number[] {
  let bound = 1
  let widths = bounded(ranges, bound)
  for (;;) {
    const wider = bounded(ranges, bound + 1)
    if (sum(wider) > available) break
    widths = wider
    bound += 1
  }
  let spare = available - sum(widths)
  return widths.map((width, index) => {
    if (spare === 0 || width >= (ranges[index]?.natural ?? 0)) return width
    spare -= 1
    return width + 1
  })
}

function bounded(ranges: readonly Range[], bound: number): readonly number[] {
  return ranges.map((range) => Math.min(range.natural, Math.max(range.least, bound)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
