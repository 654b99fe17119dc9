import { type PostgresType, scalar } from '@devopsql/pgwire'
import { refused } from '../session-error.ts'
import { typeOfSqlName } from '../values/type-of-sql-name.ts'
import type { CommandReader } from './command-reader.ts'
import { command, plainCommand, type ReadCommand } from './session-command.ts'

/** `PREPARE name (types) AS statement`. */
export const readPrepare: ReadCommand = async (reader, state, input) => {
  reader.next()
  if (reader.take('TRANSACTION')) throw refused('0A000', 'prepared transactions are not supported')
  const name = reader.name()
  const types = readTypes(reader)
  reader.expect('AS')
  const offset = input.place.offset + reader.peek.start
  const prepared = await state.prepare({
    sql: reader.rest(),
    place: { ...input.place, offset },
    parameterTypes: types.map(({ oid }) => oid),
    signal: input.signal,
  })
  return plainCommand('PREPARE', () => {
    if (state.statements.has(name)) {
      throw refused('42P05', `prepared statement "${name}" already exists`)
    }
    state.statements.set(name, prepared)
  })
}

/** `EXECUTE name (values)`, where a statement of that name was prepared; else it is the EXEC of a procedure. */
export const readExecute: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.peek.kind !== 'word' && reader.peek.kind !== 'name') return undefined
  const prepared = state.statements.get(reader.name())
  if (prepared === undefined) return undefined
  const values = readLiterals(reader, prepared.parameterTypes)
  reader.end()
  return command({
    columns: prepared.columns,
    run: async (options) => await prepared.run(values, options),
  })
}

/** `DEALLOCATE name` and `DEALLOCATE ALL`. */
export const readDeallocate: ReadCommand = (reader, state) => {
  reader.next()
  reader.take('PREPARE')
  if (reader.take('ALL')) {
    reader.end()
    return plainCommand('DEALLOCATE ALL', () => state.statements.clear())
  }
  const name = reader.name()
  reader.end()
  return plainCommand('DEALLOCATE', () => {
    if (!state.statements.delete(name)) {
      throw refused('26000', `prepared statement "${name}" does not exist`)
    }
  })
}

function readTypes(reader: CommandReader): readonly PostgresType[] {
  if (!reader.takeSymbol('(')) return []
  const types: PostgresType[] = []
  do types.push(readType(reader))
  while (reader.takeSymbol(','))
  if (!reader.takeSymbol(')')) throw reader.unexpected()
  return types
}

/** Its words, without the length or precision behind them. */
function readType(reader: CommandReader): PostgresType {
  const words = [reader.name()]
  if (reader.takeSymbol('.')) words.splice(0, 1, reader.name())
  words.push(...readWords(reader))
  if (reader.takeSymbol('(')) {
    while (!reader.takeSymbol(')')) {
      if (reader.next().kind === 'end') throw reader.unexpected()
    }
    words.push(...readWords(reader))
  }
  const isArray = reader.takeSymbol('[') && reader.takeSymbol(']')
  const name = words.join(' ')
  const type = typeOfSqlName(isArray ? `${name}[]` : name)
  if (type === undefined) throw refused('42704', `type "${name}" does not exist`)
  return type
}

function readWords(reader: CommandReader): readonly string[] {
  const words: string[] = []
  while (reader.peek.kind === 'word') words.push(reader.name())
  return words
}

function readLiterals(reader: CommandReader, types: readonly PostgresType[]): readonly unknown[] {
  const values: unknown[] = []
  if (reader.takeSymbol('(')) {
    do values.push(readLiteral(reader, types[values.length] ?? scalar('text')))
    while (reader.takeSymbol(','))
    if (!reader.takeSymbol(')')) throw reader.unexpected()
  }
  if (values.length !== types.length) {
    throw refused(
      '42601',
      `wrong number of parameters: ${values.length} given, ${types.length} needed`,
    )
  }
  return values
}

function readLiteral(reader: CommandReader, type: PostgresType): unknown {
  if (reader.take('NULL')) return null
  const sign = reader.takeSymbol('-') ? '-' : ''
  const { kind, text } = reader.peek
  const isValue =
    kind === 'text' || kind === 'number' || reader.take('TRUE') || reader.take('FALSE')
  if (!isValue) throw refused('0A000', 'EXECUTE takes texts, numbers, true, false and null only')
  if (kind === 'text' || kind === 'number') reader.next()
  if (reader.takeSymbol('::')) readType(reader)
  return type.codec.fromText(`${sign}${text}`)
}
