import { DevopsqlError } from '@devopsql/errors'
import type { RestRequest } from './contract.ts'

/** The array at a dotted path of a body; the body itself as the one row for an empty path; empty where there is none. */
export function rowsAt(body: unknown, path: string): readonly unknown[] {
  if (path === '') return body === undefined || body === null ? [] : [body]
  const rows = valueAt(body, path)
  return Array.isArray(rows) ? rows : []
}

/**
 * The rows of a list's answer; nulls among them stand for no row. Throws where the body has no list, because an answer
 * of another shape is not an empty one.
 */
export function listRows(
  body: unknown,
  { method, template, rows: path = '' }: Pick<RestRequest, 'method' | 'template' | 'rows'>,
): readonly unknown[] {
  const rows = rowsAt(body, path)
  if (rows.length > 0) return rows.includes(null) ? rows.filter((row) => row !== null) : rows
  const isEmptyList =
    body === undefined ||
    path === '' ||
    valueAt(body, 'count') === 0 ||
    valueAt(body, path) !== undefined
  if (isEmptyList) return rows
  throw new DevopsqlError(`${method} ${template} was answered without its list of rows`, {
    code: 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Check that URL names an Azure DevOps organization or collection and no other web site.',
  })
}

/** The value at a dotted path. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  return value
}
