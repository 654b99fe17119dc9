/** What became of one predicate at one source. `sent` is the request's words for it. */
export type Outcome =
  /** Precisely the rows for which it is TRUE come back. */
  | { readonly fidelity: 'exact'; readonly text: string; readonly sent: string }
  /** A superset comes back; it is applied again here, for this reason. */
  | {
      readonly fidelity: 'inexact'
      readonly text: string
      readonly sent: string
      readonly reason: string
    }
  /** It is applied here only. */
  | { readonly fidelity: 'unsupported'; readonly text: string; readonly reason: string }
