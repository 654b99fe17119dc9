import type { CommandReader } from '../commands/command-reader.ts'
import { refused } from '../session-error.ts'
import type { CopyFormat } from './copy-format.ts'

type Options = Map<string, string | readonly string[]>

const defaults = {
  text: { delimiter: '\t', nullText: '\\N' },
  csv: { delimiter: ',', nullText: '' },
  binary: { delimiter: '\t', nullText: '' },
}

/** What stands behind `TO STDOUT`: options in parentheses, or in the older form without. */
export function readCopyFormat(reader: CommandReader): CopyFormat {
  const options: Options = new Map()
  reader.take('WITH')
  if (reader.takeSymbol('(')) readList(reader, options)
  else readWords(reader, options)
  reader.end()
  return formatOf(options)
}

function readList(reader: CommandReader, options: Options): void {
  do {
    const name = reader.name()
    options.set(name, name === 'force_quote' ? readColumns(reader) : readValue(reader))
  } while (reader.takeSymbol(','))
  if (!reader.takeSymbol(')')) throw reader.unexpected()
}

function readValue(reader: CommandReader): string {
  const { kind, text } = reader.peek
  if (kind === 'symbol' || kind === 'end') return 'true'
  reader.next()
  return text
}

function readColumns(reader: CommandReader): string | readonly string[] {
  if (reader.takeSymbol('*')) return '*'
  const isList = reader.takeSymbol('(')
  const names: string[] = []
  do names.push(reader.name())
  while (reader.takeSymbol(','))
  if (isList && !reader.takeSymbol(')')) throw reader.unexpected()
  return names
}

/** `CSV HEADER DELIMITER AS ';'` and so on, as before PostgreSQL 9. */
function readWords(reader: CommandReader, options: Options): void {
  while (reader.peek.kind !== 'end') {
    if (reader.take('CSV')) options.set('format', 'csv')
    else if (reader.take('BINARY')) options.set('format', 'binary')
    else if (reader.take('HEADER')) options.set('header', 'true')
    else if (reader.take('FORCE', 'QUOTE')) options.set('force_quote', readColumns(reader))
    else readWordWithText(reader, options)
  }
}

function readWordWithText(reader: CommandReader, options: Options): void {
  const name = reader.name()
  if (!['delimiter', 'delimiters', 'null', 'quote', 'escape'].includes(name)) {
    throw refused('42601', `option "${name}" not recognized`)
  }
  reader.take('AS')
  if (reader.peek.kind !== 'text') throw reader.unexpected()
  options.set(name === 'delimiters' ? 'delimiter' : name, reader.next().text)
}

function formatOf(options: Options): CopyFormat {
  const known = [
    'format',
    'delimiter',
    'null',
    'header',
    'quote',
    'escape',
    'force_quote',
    'encoding',
    'freeze',
  ]
  for (const name of options.keys()) {
    if (!known.includes(name)) throw refused('42601', `option "${name}" not recognized`)
  }
  const text = (name: string): string | undefined => {
    const value = options.get(name)
    return typeof value === 'string' ? value : undefined
  }
  const kind = text('format')?.toLowerCase() ?? 'text'
  if (kind !== 'text' && kind !== 'csv' && kind !== 'binary') {
    throw refused('22023', `COPY format "${kind}" not recognized`, 'Use text, csv or binary.')
  }
  const quote = oneCharacter('quote', text('quote') ?? '"')
  const forceQuote = options.get('force_quote') ?? []
  return {
    kind,
    delimiter: oneCharacter('delimiter', text('delimiter') ?? defaults[kind].delimiter),
    nullText: text('null') ?? defaults[kind].nullText,
    hasHeader: isOn(text('header')),
    quote,
    escape: oneCharacter('escape', text('escape') ?? quote),
    forceQuote: typeof forceQuote === 'string' ? '*' : forceQuote,
  }
}

function oneCharacter(name: string, value: string): string {
  if (value.length === 1 && value !== '\n' && value !== '\r') return value
  throw refused('0A000', `COPY ${name} must be a single one-byte character`)
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && ['true', 'on', '1', 'match'].includes(value.toLowerCase())
}
