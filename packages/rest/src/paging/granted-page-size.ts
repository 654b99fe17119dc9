import type { ListRequest, RestClient } from '../contract.ts'

/** The largest page that an endpoint has granted to this client: what proves that a shorter one is the last. */
export interface GrantedPageSize {
  readonly value: number
  note(rows: number): void
}

/** Remembered by template and parameter names: other parameters may mean other caps. */
export function grantedPageSize(client: RestClient, list: ListRequest): GrantedPageSize {
  const sizes = client.grantedPageSizes
  const key = [list.template, ...Object.keys(list.query ?? {})].join(' ')
  return {
    get value() {
      return sizes.get(key) ?? 0
    },
    note(rows) {
      if (rows > (sizes.get(key) ?? 0)) sizes.set(key, rows)
    },
  }
}
