/** What a handler gives to the server. The body is text already, so that it is made once. */
export interface Answer {
  readonly status: number
  readonly body: string | Uint8Array
  readonly contentType: ContentType
  readonly headers: Readonly<Record<string, string>>
}

/** `api` echoes the api-version that was resolved, `json` doesn't. */
export type ContentType = 'api' | 'json' | 'json-without-charset' | 'plain' | 'html' | 'none'

/** Some services write `count` before `value`, others after. (measured) */
type ListOrder = 'count-first' | 'value-first'

export function jsonAnswer(body: unknown, status: number = 200): Answer {
  return textAnswer(JSON.stringify(body), status)
}

export function textAnswer(body: string, status: number = 200): Answer {
  return { status, body, contentType: 'api', headers: {} }
}

export interface ListOptions {
  readonly order?: ListOrder
  /** The token of the next page, as a header; absent on the last page. */
  readonly token?: string | undefined
}

/** A list in its wrapper, from rows that are JSON text already. */
export function listOfTexts(rows: readonly string[], options: ListOptions = {}): Answer {
  const value = `"value":[${rows.join(',')}]`
  const count = `"count":${rows.length}`
  const body = options.order === 'value-first' ? `{${value},${count}}` : `{${count},${value}}`
  const headers: Record<string, string> =
    options.token === undefined ? {} : { 'x-ms-continuationtoken': options.token }
  return { ...textAnswer(body), headers }
}

/** A list in its wrapper. Absent properties are left out by the way JSON is written. */
export function listAnswer(rows: readonly unknown[], options: ListOptions = {}): Answer {
  return listOfTexts(
    rows.map((row) => JSON.stringify(row)),
    options,
  )
}
