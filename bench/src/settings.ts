/** How large a run is. */
export interface Settings {
  readonly form: 'full' | 'short'
  /** Work items of figures (a) and (b), and the smaller export of (d). */
  readonly workItems: number
  /** Work items of the larger export of (d). */
  readonly manyWorkItems: number
  readonly repetitions: number
  /** Spoiled messages of the fuzz. */
  readonly fuzzMessages: number
}

/** The form that the bars are meant for. */
export const full: Settings = {
  form: 'full',
  workItems: 100_000,
  manyWorkItems: 1_000_000,
  repetitions: 5,
  fuzzMessages: 1_000_000,
}

/** A form that takes less than a minute: for CI, where it shows that the bench works. */
export const short: Settings = {
  form: 'short',
  workItems: 20_000,
  manyWorkItems: 100_000,
  repetitions: 3,
  fuzzMessages: 10_000,
}
