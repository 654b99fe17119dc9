import type { Prepared } from '../session/prepared.ts'
import type { SessionState } from '../session/session-state.ts'
import { refused } from '../session-error.ts'
import type { CommandReader } from './command-reader.ts'
import { plainCommand, type ReadCommand } from './session-command.ts'
import { readTransactionModes, setTransactionModes } from './transaction-modes.ts'

type Scope = 'session' | 'local'

/** `SET [SESSION | LOCAL] name = value` and what is set in words of its own. */
export const readSet: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('SESSION', 'CHARACTERISTICS', 'AS', 'TRANSACTION'))
    return setDefaults(reader, state)
  if (reader.take('CONSTRAINTS')) return plainCommand('SET CONSTRAINTS')
  const scope: Scope = reader.take('LOCAL') ? 'local' : 'session'
  if (scope === 'session' && !atAuthorization(reader)) reader.take('SESSION')
  if (reader.take('TRANSACTION')) return setTransaction(reader, state)
  const { name, value } = readAssignment(reader)
  reader.end()
  return plainCommand('SET', () => {
    const isLocal = scope === 'local'
    if (isLocal && state.transaction.status === 'idle') onlyInTransaction(state, 'SET LOCAL')
    state.settings.set(name, value, { isLocal })
  })
}

/** What RESET and SHOW name in words, too. */
export function readSettingName(reader: CommandReader): string {
  if (reader.take('TIME', 'ZONE')) return 'TimeZone'
  if (reader.take('TRANSACTION', 'ISOLATION', 'LEVEL')) return 'transaction_isolation'
  if (reader.take('SESSION', 'AUTHORIZATION')) return 'session_authorization'
  let name = reader.name()
  while (reader.takeSymbol('.')) name += `.${reader.name()}`
  return name
}

function readAssignment(reader: CommandReader): {
  readonly name: string
  readonly value: string | undefined
} {
  if (reader.take('TIME', 'ZONE')) return { name: 'TimeZone', value: readTimeZone(reader) }
  if (reader.take('NAMES'))
    return { name: 'client_encoding', value: readValues(reader, 'client_encoding') }
  if (reader.take('SCHEMA'))
    return { name: 'search_path', value: readValues(reader, 'search_path') }
  if (reader.take('ROLE')) return { name: 'role', value: readRole(reader) }
  if (reader.take('SESSION', 'AUTHORIZATION')) throw noOtherUser()
  if (reader.take('XML', 'OPTION'))
    return { name: 'xmloption', value: readValues(reader, 'xmloption') }
  const name = readSettingName(reader)
  if (!reader.takeSymbol('=')) reader.expect('TO')
  return { name, value: readValues(reader, name) }
}

function atAuthorization(reader: CommandReader): boolean {
  return /^session\s+authorization\b/i.test(reader.rest())
}

function readRole(reader: CommandReader): string {
  const role = reader.peek.kind === 'text' ? reader.next().text : reader.name()
  if (role.toLowerCase() !== 'none') throw noOtherUser()
  return 'none'
}

function noOtherUser(): Error {
  return refused(
    '42501',
    'a session stays with the user that it began with',
    'Connect as the other user.',
  )
}

function readTimeZone(reader: CommandReader): string | undefined {
  if (reader.take('LOCAL') || reader.take('DEFAULT')) return undefined
  if (!reader.take('INTERVAL')) return readValue(reader)
  const interval = readValue(reader)
  // The fields that it has, HOUR TO MINUTE, say nothing that the text doesn't.
  while (reader.peek.kind === 'word') reader.next()
  return interval
}

/** Values with commas between them; undefined for DEFAULT. */
function readValues(reader: CommandReader, name: string): string | undefined {
  if (reader.take('DEFAULT')) return undefined
  const values: string[] = []
  do {
    const value = readValue(reader)
    values.push(name.toLowerCase() === 'search_path' ? quotedName(value) : value)
  } while (reader.takeSymbol(','))
  return values.join(', ')
}

function readValue(reader: CommandReader): string {
  const sign = reader.takeSymbol('-') ? '-' : ''
  if (sign === '') reader.takeSymbol('+')
  const { kind, text } = reader.peek
  if (kind === 'symbol' || kind === 'end') throw reader.unexpected()
  reader.next()
  if (kind === 'number')
    return `${sign}${text}${reader.peek.kind === 'word' && !atEndOfValue(reader) ? reader.next().text : ''}`
  return kind === 'word' ? text.toLowerCase() : text
}

function atEndOfValue(reader: CommandReader): boolean {
  return /^\s/.test(reader.sql.slice(reader.peek.start - 1))
}

function quotedName(name: string): string {
  return /^[a-z_][a-z\d_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function setDefaults(reader: CommandReader, state: SessionState): Prepared {
  const modes = readTransactionModes(reader)
  return plainCommand('SET', () => {
    for (const [name, value] of modes) state.settings.set(`default_${name}`, value)
  })
}

function setTransaction(reader: CommandReader, state: SessionState): Prepared {
  if (reader.take('SNAPSHOT')) throw refused('0A000', 'snapshots of transactions are not supported')
  const modes = readTransactionModes(reader)
  return plainCommand('SET', () => {
    if (state.transaction.status === 'idle') onlyInTransaction(state, 'SET TRANSACTION')
    else setTransactionModes(state, modes)
  })
}

function onlyInTransaction(state: SessionState, what: string): void {
  const message = `${what} can only be used in transaction blocks`
  state.notice({ severity: 'WARNING', sqlstate: '25P01', message })
}
