import type { CopyFormat } from '../copy/copy-format.ts'
import { readCopyFormat } from '../copy/read-copy-format.ts'
import type { StatementInput } from '../session/session-state.ts'
import { refused } from '../session-error.ts'
import type { CommandReader } from './command-reader.ts'
import type { ReadCommand } from './session-command.ts'

/** `COPY (query) TO STDOUT` and `COPY table (columns) TO STDOUT`. */
export const readCopy: ReadCommand = async (reader, state, input) => {
  reader.next()
  const source = reader.takeSymbol('(') ? readQuery(reader, input) : readTable(reader, input)
  const format = readTarget(reader)
  const prepared = await state.prepare({ ...input, ...source, parameterTypes: [] })
  const { columns } = prepared
  if (columns === undefined) throw refused('0A000', 'COPY takes a query that gives rows')
  return {
    parameterTypes: [],
    columns: undefined,
    endsTransaction: false,
    run: async (_, options) => {
      const outcome = await prepared.run([], options)
      if (outcome.kind !== 'rows') return outcome
      return { kind: 'copy', columns, rows: outcome.rows, format: checkForceQuote(format) }
    },
  }
}

type Source = Pick<StatementInput, 'sql' | 'place'>

function readQuery(reader: CommandReader, { place }: StatementInput): Source {
  const { start } = reader.peek
  let end = start
  for (let depth = 1; depth > 0; ) {
    const token = reader.next()
    if (token.kind === 'end') throw reader.unexpected()
    if (token.kind !== 'symbol') continue
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    end = token.start
  }
  return { sql: reader.sql.slice(start, end), place: { ...place, offset: place.offset + start } }
}

/** As a query in which what the client wrote, the columns or else the table, stands as far from the beginning. */
function readTable(reader: CommandReader, { place }: StatementInput): Source {
  const { start } = reader.peek
  let end = reader.peek.end
  readPart(reader)
  while (reader.takeSymbol('.')) {
    end = reader.peek.end
    readPart(reader)
  }
  const table = reader.sql.slice(start, end)
  if (reader.takeSymbol('(')) {
    const { start: at } = reader.peek
    return { sql: `${'SELECT '.padEnd(at)}${readColumns(reader)} FROM ${table}`, place }
  }
  const before = 'SELECT * FROM '
  const offset = place.offset + start - before.length
  return { sql: `${before}${table}`, place: { ...place, offset } }
}

function readPart(reader: CommandReader): void {
  if (reader.takeSymbol('[')) {
    while (!reader.takeSymbol(']')) {
      if (reader.next().kind === 'end') throw reader.unexpected()
    }
  } else {
    reader.name()
  }
}

function readColumns(reader: CommandReader): string {
  const { start } = reader.peek
  do readPart(reader)
  while (reader.takeSymbol(','))
  const columns = reader.sql.slice(start, reader.peek.start)
  if (!reader.takeSymbol(')')) throw reader.unexpected()
  return columns
}

function readTarget(reader: CommandReader): CopyFormat {
  if (reader.take('FROM')) {
    throw refused(
      '0A000',
      'COPY FROM is not supported: the tables can only be read',
      'Change Azure DevOps by EXEC of a procedure.',
    )
  }
  reader.expect('TO')
  if (!reader.take('STDOUT')) {
    throw refused(
      '42501',
      'COPY writes to the client only: no files, no programs',
      'Use COPY ... TO STDOUT, or \\copy in psql.',
    )
  }
  return readCopyFormat(reader)
}

function checkForceQuote(format: CopyFormat): CopyFormat {
  if (format.kind !== 'csv' && format.forceQuote.length > 0) {
    throw refused('0A000', 'COPY force quote available only in CSV mode')
  }
  return format
}
