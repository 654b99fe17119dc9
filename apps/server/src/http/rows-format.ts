import { csvFormat, jsonFormat, jsonText, loadArrowStream, ndjsonFormat } from '@devopsql/formats'
import type { Problem } from './problem.ts'
import type { ServedRows } from './served-rows.ts'

type Piece = string | Uint8Array

/** How rows are written as the body of an answer. */
export interface RowsFormat {
  readonly contentType: string
  pieces(rows: ServedRows): AsyncIterable<Piece>
  /** The last piece where the rows failed under way; undefined where the connection has to break off. */
  failed(problem: Problem): Piece | undefined
}

/** An object with columns, rows and the verdict; without its end it is no JSON. */
const json: RowsFormat = {
  contentType: 'application/json; charset=utf-8',
  async *pieces(rows) {
    const format = jsonFormat({ exact: true })
    const columns = rows.columns.map(({ name, type, nullable }) => ({ name, type, nullable }))
    yield `{"columns":${JSON.stringify(columns)},"rows":${format.begin(rows.columns)}`
    for await (const batch of rows.batches()) yield format.rows(batch)
    yield `${format.end().trimEnd()},${JSON.stringify(rows.verdict()).slice(1)}\n`
  },
  failed: () => '',
}

/** A row a line; the last line is `{"$end": ...}`, and tells whether they are all there. */
const ndjson: RowsFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  async *pieces(rows) {
    const format = ndjsonFormat({ exact: true })
    yield format.begin(rows.columns)
    for await (const batch of rows.batches()) yield format.rows(batch)
    yield `${jsonText({ $end: rows.verdict() })}\n`
  },
  failed: (error) => `${jsonText({ $end: { complete: false, error } })}\n`,
}

const csv: RowsFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  async *pieces(rows) {
    const format = csvFormat({ exact: true })
    yield format.begin(rows.columns)
    for await (const batch of rows.batches()) yield format.rows(batch)
    yield format.end()
  },
  failed: () => undefined,
}

const arrow: RowsFormat = {
  contentType: 'application/vnd.apache.arrow.stream',
  async *pieces(rows) {
    const format = (await loadArrowStream())()
    yield format.begin(rows.columns)
    for await (const batch of rows.batches()) yield format.rows(batch)
    yield format.end()
  },
  failed: () => undefined,
}

export const parquetType = 'application/vnd.apache.parquet'

/** By media type; they write exact values. */
export const rowsFormats: Readonly<Record<string, RowsFormat>> = {
  'application/json': json,
  'application/x-ndjson': ndjson,
  'text/csv': csv,
  [arrow.contentType]: arrow,
}
