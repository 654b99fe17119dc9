/** How COPY writes its rows. */
export interface CopyFormat {
  readonly kind: 'text' | 'csv' | 'binary'
  readonly delimiter: string
  /** What stands for NULL. */
  readonly nullText: string
  readonly hasHeader: boolean
  /** CSV only. */
  readonly quote: string
  readonly escape: string
  /** Columns whose values are quoted in any case; `*` for all. */
  readonly forceQuote: '*' | readonly string[]
}
