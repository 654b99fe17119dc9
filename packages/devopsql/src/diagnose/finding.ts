/** What one look at one thing showed. */
export interface Finding {
  /** What was looked at: `network`, `sign-in`, `disk` … */
  readonly check: string
  /** `warning`: it works, and less comes than could, or not for long. `skipped`: there was nothing to look at. */
  readonly outcome: 'ok' | 'warning' | 'problem' | 'skipped'
  /** One sentence, in lower case and without a full stop. */
  readonly what: string
  /** What to do. */
  readonly hint: string | undefined
}
