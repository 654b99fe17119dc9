/**
 * How a list is read to its end. A page size is what we ask for, unless a pushdown sends `top`; what the remote grants is
 * learned from its answers.
 */
export type Paging =
  /** The whole list in one answer. With `mostRows` the service never gives more than that, so that as many prove nothing. */
  | { readonly kind: 'single'; readonly mostRows?: number }
  /**
   * An offset. Pages overlap by one row whose key must reappear. With `endsWithoutHeader` the absence of that response
   * header proves the end, with `total` the number of all rows that the body has there; otherwise a page is the last one
   * only if shorter than a page that this endpoint has granted. A code in the body at `flaw` that is not harmless says
   * that the service doesn't know all rows.
   */
  | {
      readonly kind: 'skip-top'
      readonly top: string
      readonly skip: string
      readonly pageSize: number
      readonly endsWithoutHeader?: string
      readonly total?: string
      readonly flaw?: { readonly path: string; readonly harmless: readonly number[] }
    }
  /**
   * An opaque token in a response header (`x-ms-continuationtoken`), sent back as a query parameter. With `mostRows` the
   * service never gives more rows than that over all pages, so that as many prove nothing.
   */
  | {
      readonly kind: 'continuation-header'
      readonly token: string
      readonly top?: string
      readonly pageSize?: number
      readonly mostRows?: number
    }
  /**
   * An opaque token in the body. Where what is at `more` is false, or at `last` true, there is no next page, whatever the
   * token says. Parameters of `beginning` say where the first page begins: the token takes their place.
   */
  | {
      readonly kind: 'continuation-body'
      readonly token: string
      readonly path: string
      readonly more?: string
      readonly last?: string
      readonly beginning?: readonly string[]
      readonly top?: string
      readonly pageSize?: number
    }
  /**
   * Only a maximum can be asked for: as many rows as asked, or exactly `defaultCap` rows (where that is known), prove
   * nothing.
   */
  | {
      readonly kind: 'top-only'
      readonly top: string
      readonly pageSize: number
      readonly defaultCap?: number
    }
  /**
   * Only so many days can be asked for at once: the time from `from` to `to` is cut into windows, each read by a token
   * in a response header. To be used only where a predicate gives `from`; without one for `to` it is the present.
   */
  | {
      readonly kind: 'time-window'
      readonly from: string
      readonly to: string
      readonly days: number
      readonly token: string
      readonly top: string
      readonly pageSize: number
    }
  /** A WIQL query gives ids, batches give rows. */
  | {
      readonly kind: 'ids-then-batch'
      readonly batchPath: string
      readonly batchSize: number
      readonly maxIds: number
    }
