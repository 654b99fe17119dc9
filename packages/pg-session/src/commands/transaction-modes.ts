import type { SessionState } from '../session/session-state.ts'
import type { CommandReader } from './command-reader.ts'

/** Settings by name, as `BEGIN` and `SET TRANSACTION` name them in words of their own. */
export type TransactionModes = readonly (readonly [name: string, value: string])[]

const levels = ['READ UNCOMMITTED', 'READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE']

/** Modes up to the end of the statement, with commas between them or without. */
export function readTransactionModes(reader: CommandReader): TransactionModes {
  const modes: (readonly [string, string])[] = []
  while (reader.peek.kind !== 'end') {
    modes.push(readMode(reader))
    reader.takeSymbol(',')
  }
  return modes
}

function readMode(reader: CommandReader): readonly [string, string] {
  if (reader.take('ISOLATION', 'LEVEL')) {
    const level = levels.find((words) => reader.take(...words.split(' ')))
    if (level === undefined) throw reader.unexpected()
    return ['transaction_isolation', level.toLowerCase()]
  }
  if (reader.take('READ', 'ONLY')) return ['transaction_read_only', 'on']
  if (reader.take('READ', 'WRITE')) return ['transaction_read_only', 'off']
  if (reader.take('NOT', 'DEFERRABLE')) return ['transaction_deferrable', 'off']
  if (reader.take('DEFERRABLE')) return ['transaction_deferrable', 'on']
  throw reader.unexpected()
}

/** Sets them for the transaction. */
export function setTransactionModes(state: SessionState, modes: TransactionModes): void {
  for (const [name, value] of modes) state.settings.set(name, value, { isLocal: true })
}
