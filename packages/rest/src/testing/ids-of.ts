import type { RestPage } from '../contract.ts'
import { idOf } from './test-client.ts'

/** The ids of all rows of all pages, in order. */
export async function idsOf(pages: AsyncIterable<RestPage>): Promise<readonly number[]> {
  const ids: number[] = []
  for await (const page of pages) ids.push(...page.rows.map((row) => Number(idOf(row))))
  return ids
}

/** `1, 2, ... last`. */
export function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}

/** The rows `{ id }` of ids. */
export function rowsOf(ids: readonly number[]): readonly { readonly id: number }[] {
  return ids.map((id) => ({ id }))
}
