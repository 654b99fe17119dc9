import type { ByteWriter } from '../bytes/byte-writer.ts'

/** What an ErrorResponse or NoticeResponse says. */
export interface Report {
  readonly severity: 'ERROR' | 'FATAL' | 'PANIC' | 'WARNING' | 'NOTICE' | 'DEBUG' | 'INFO' | 'LOG'
  readonly sqlstate: string
  readonly message: string
  readonly detail?: string | undefined
  readonly hint?: string | undefined
  /** In characters (code points) from 1, as PostgreSQL counts; see `characterPosition`. */
  readonly position?: number | undefined
  readonly where?: string | undefined
  readonly schema?: string | undefined
  readonly table?: string | undefined
  readonly column?: string | undefined
  readonly dataType?: string | undefined
  readonly constraint?: string | undefined
}

const errorResponse = 0x45
const noticeResponse = 0x4e

/** Ends a command; after FATAL the server closes the connection. */
export function writeErrorResponse(writer: ByteWriter, report: Report): void {
  writeReport(writer, errorResponse, report)
}

/** Tells of something while a command goes on. */
export function writeNoticeResponse(writer: ByteWriter, report: Report): void {
  writeReport(writer, noticeResponse, report)
}

/** The position that a client shows for an offset into the SQL text: UTF-16 units from 0 to characters from 1. */
export function characterPosition(sql: string, offset: number): number {
  let position = 1
  let index = 0
  while (index < offset && index < sql.length) {
    index += (sql.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
    if (index <= offset) position++
  }
  return position
}

function writeReport(writer: ByteWriter, type: number, report: Report): void {
  const mark = writer.beginMessage(type)
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['S', report.severity],
    // The severity again, in a field that is never translated.
    ['V', report.severity],
    ['C', report.sqlstate],
    ['M', report.message],
    ['D', report.detail],
    ['H', report.hint],
    ['P', report.position?.toString()],
    ['W', report.where],
    ['s', report.schema],
    ['t', report.table],
    ['c', report.column],
    ['d', report.dataType],
    ['n', report.constraint],
  ]
  for (const [field, value] of fields) {
    if (value === undefined) continue
    writer.uint8(field.charCodeAt(0))
    writer.cString(value)
  }
  writer.uint8(0)
  writer.endMessage(mark)
}
