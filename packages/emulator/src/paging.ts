import { badArgument } from './answers/failures.ts'
import type { QueryParameters } from './query-parameters.ts'

export interface PageLimits {
  /** Rows without $top. */
  readonly byDefault: number
  /** Most rows, whatever $top says. */
  readonly atMost: number
}

export interface Page<T> {
  readonly rows: readonly T[]
  /** The offset that follows the page, if rows are left. */
  readonly next: number | undefined
}

/** Cuts a page out of a list by $top and $skip. */
export function pageOf<T>(list: ArrayLike<T>, query: QueryParameters, limits: PageLimits): Page<T> {
  const top = Math.min(query.integer('$top') ?? limits.byDefault, limits.atMost)
  return cut(list, query.integer('$skip') ?? 0, top)
}

export function cut<T>(list: ArrayLike<T>, skip: number, top: number): Page<T> {
  const end = Math.min(list.length, skip + top)
  const rows = Array.prototype.slice.call(list, skip, end) as readonly T[]
  return { rows, next: end < list.length ? end : undefined }
}

const prefix = 'offset:'

/** A token that tells nothing about the offset in it. */
export function opaqueToken(offset: number | undefined): string | undefined {
  return offset === undefined ? undefined : Buffer.from(`${prefix}${offset}`).toString('base64url')
}

export function readOpaqueToken(token: string | undefined): number {
  if (token === undefined) return 0
  const text = Buffer.from(token, 'base64url').toString('utf8')
  const offset = Number(text.slice(prefix.length))
  if (text.startsWith(prefix) && Number.isInteger(offset)) return offset
  return badArgument(`The continuation token '${token}' is not valid.`)
}
