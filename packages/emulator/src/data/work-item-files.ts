import { below, type Dice, guidOf, unit } from './random.ts'

/** A file that is attached to a work item. */
export interface AttachedFile {
  readonly guid: string
  readonly name: string
  /** Absent in older answers. (examples of the specification) */
  readonly size: number | undefined
  readonly comment: string | undefined
}

const names = [
  'screenshot.png',
  'Büro "Plan" (final).xlsx',
  'log 2026-01-31 ü,;.txt',
  'crash🔥.dmp',
  'no extension',
  'Spec.v2.1.docx',
] as const

/** How many files are attached to the work item of a row: to one in twenty there are some. (assumed) */
export function attachedFileCount(dice: Dice, row: number): number {
  return unit(dice(row, 93)) < 0.05 ? 1 + below(dice(row, 94), 3) : 0
}

/** The files that are attached to the work item of a row. */
export function attachedFiles(dice: Dice, row: number): readonly AttachedFile[] {
  return Array.from({ length: attachedFileCount(dice, row) }, (_, position) => {
    const salt = 95 + position * 4
    const name = names[below(dice(row, salt), names.length)] ?? 'file'
    const thrown = dice(row, salt + 1)
    return {
      guid: guidOf(dice, row, 400 + position * 10),
      name,
      size: thrown % 7 === 0 ? undefined : below(thrown, 4_000_000),
      comment: thrown % 3 === 0 ? 'as "seen" by\nthe customer' : undefined,
    }
  })
}
