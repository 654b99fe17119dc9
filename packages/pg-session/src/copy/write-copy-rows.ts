import { type ByteWriter, type DataColumn, writeCopyData, writeTuple } from '@devopsql/pgwire'
import type { OutputColumn } from '../session/prepared.ts'
import type { WireColumn } from '../values/wire-column.ts'
import type { CopyFormat } from './copy-format.ts'

/** Writes what a COPY sends: something before the rows, each row, something behind them. */
export interface CopyWriter {
  begin(writer: ByteWriter): void
  /** The row that the columns have at `index`. */
  row(writer: ByteWriter, columns: readonly DataColumn[], index: number): void
  end(writer: ByteWriter): void
}

const copyData = 0x64
const signature = new Uint8Array([
  ...new TextEncoder().encode('PGCOPY\n'),
  0xff,
  ...[0x0d, 0x0a, 0x00],
  // Flags and the length of an extension of the header: none.
  ...[0, 0, 0, 0],
  ...[0, 0, 0, 0],
])
const trailer = new Uint8Array([0xff, 0xff])
const nothing = new Uint8Array()

/** The writer of a format; the columns are those of `wireColumns`, in text or in binary. */
export function createCopyWriter(
  format: CopyFormat,
  columns: readonly OutputColumn[],
  wire: readonly WireColumn[],
): CopyWriter {
  if (format.kind === 'binary') return binaryWriter()
  const names = columns.map(({ name }) => name)
  const line = format.kind === 'csv' ? csvLine(format, names) : textLine(format)
  return {
    begin: (writer) => {
      if (format.hasHeader) writeCopyData(writer, line(names))
    },
    row: (writer, data, index) => {
      const texts = wire.map(({ type }, place) => {
        const value = data[place]?.values[index]
        return value === null || value === undefined ? undefined : type.codec.toText(value)
      })
      writeCopyData(writer, line(texts))
    },
    end: () => {},
  }
}

/** The header goes before the first row, in one message with it: clients count on that, as PostgreSQL does so. */
function binaryWriter(): CopyWriter {
  let header = signature
  return {
    begin: () => {},
    row: (writer, columns, index) => {
      const start = writer.length
      try {
        const mark = writer.beginMessage(copyData)
        writer.bytes(header)
        writeTuple(writer, columns, index)
        writer.endMessage(mark)
        header = nothing
      } catch (error) {
        writer.truncate(start)
        throw error
      }
    },
    end: (writer) => writeCopyData(writer, new Uint8Array([...header, ...trailer])),
  }
}

type Line = (texts: readonly (string | undefined)[]) => string

function textLine({ delimiter, nullText }: CopyFormat): Line {
  const special = new RegExp(`[\\\\\\b\\f\\n\\r\\t\\v${escapeInClass(delimiter)}]`, 'g')
  const escaped = (text: string): string =>
    text.replace(special, (character) => `\\${letters[character] ?? character}`)
  return (texts) =>
    `${texts.map((text) => (text === undefined ? nullText : escaped(text))).join(delimiter)}\n`
}

const letters: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
}

function csvLine(format: CopyFormat, names: readonly string[]): Line {
  const { delimiter, nullText, quote, forceQuote } = format
  const special = new RegExp(`[\\n\\r${escapeInClass(delimiter)}${escapeInClass(quote)}]`)
  const inside = new RegExp(`[${escapeInClass(quote)}${escapeInClass(format.escape)}]`, 'g')
  const isForced = names.map((name) => forceQuote === '*' || forceQuote.includes(name))
  const field = (text: string | undefined, index: number): string => {
    if (text === undefined) return nullText
    // Unquoted it would be read as NULL, or as the end of the data.
    const isAmbiguous = text === nullText || (names.length === 1 && text === '\\.')
    if (isForced[index] !== true && !isAmbiguous && !special.test(text)) return text
    return `${quote}${text.replace(inside, (character) => `${format.escape}${character}`)}${quote}`
  }
  return (texts) => `${texts.map(field).join(delimiter)}\n`
}

function escapeInClass(character: string): string {
  return /[\\\]^-]/.test(character) ? `\\${character}` : character
}
