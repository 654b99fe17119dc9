import { scalar } from '@devopsql/pgwire'
import type { OutputColumn } from '../session/prepared.ts'
import { rowsOfList } from '../session/row-stream.ts'
import type { SessionState } from '../session/session-state.ts'
import type { CommandReader } from './command-reader.ts'
import { command, type ReadCommand, textColumn } from './session-command.ts'

/** `set_config('name', 'value', false)`, `current_setting('name', true)` or `pg_backend_pid()`, and its column. */
interface SettingCall {
  readonly column: OutputColumn
  readonly value: (state: SessionState) => string | number | null
}

/** `SELECT` of nothing but what the session alone knows: its settings and its number. */
export const readSelectSetting: ReadCommand = (reader, state) => {
  reader.next()
  const calls: SettingCall[] = []
  do {
    const call = readCall(reader)
    if (call === undefined) return undefined
    calls.push(call)
  } while (reader.takeSymbol(','))
  if (reader.peek.kind !== 'end') return undefined
  const columns = calls.map(({ column }) => column)
  return command({
    columns,
    run: () => {
      const rows = rowsOfList([calls.map(({ value }) => value(state))])
      return { kind: 'rows', columns, rows, tag: (count) => `SELECT ${count}` }
    },
  })
}

function readCall(reader: CommandReader): SettingCall | undefined {
  if (reader.take('PG_CATALOG')) reader.takeSymbol('.')
  if (reader.take('PG_BACKEND_PID')) {
    if (!reader.takeSymbol('(') || !reader.takeSymbol(')')) return undefined
    const name = readAlias(reader) ?? 'pg_backend_pid'
    return {
      column: { name, type: scalar('int4'), modifier: -1 },
      value: ({ processId }) => processId,
    }
  }
  const isSet = reader.take('SET_CONFIG')
  if (!isSet && !reader.take('CURRENT_SETTING')) return undefined
  const values = readValues(reader)
  if (values === undefined) return undefined
  const [name = '', second, third] = values
  const column = textColumn(readAlias(reader) ?? (isSet ? 'set_config' : 'current_setting'))
  if (!isSet) {
    if (values.length > 2) return undefined
    const isOptional = second?.toLowerCase() === 'true'
    return {
      column,
      value: ({ settings }) => (isOptional ? (settings.find(name) ?? null) : settings.get(name)),
    }
  }
  if (values.length !== 3) return undefined
  return {
    column,
    value: ({ settings }) => {
      settings.set(name, second ?? '', { isLocal: third?.toLowerCase() === 'true' })
      return settings.get(name)
    },
  }
}

/** Texts and truth values with commas between them. */
function readValues(reader: CommandReader): readonly string[] | undefined {
  if (!reader.takeSymbol('(')) return undefined
  const values: string[] = []
  do {
    const { kind, text } = reader.peek
    if (kind !== 'text' && !(kind === 'word' && /^(?:true|false)$/i.test(text))) return undefined
    values.push(reader.next().text)
  } while (reader.takeSymbol(','))
  return reader.takeSymbol(')') ? values : undefined
}

function readAlias(reader: CommandReader): string | undefined {
  const isNamed = reader.take('AS')
  const { kind } = reader.peek
  if (!isNamed && kind !== 'word' && kind !== 'name') return undefined
  if (!isNamed && kind === 'word' && /^from$/i.test(reader.peek.text)) return undefined
  return reader.name()
}
