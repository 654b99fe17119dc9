import type { Prepared } from '../session/prepared.ts'
import type { SessionState } from '../session/session-state.ts'
import { refused } from '../session-error.ts'
import type { CommandReader } from './command-reader.ts'
import { command, plainCommand, type ReadCommand } from './session-command.ts'
import { readTransactionModes, setTransactionModes } from './transaction-modes.ts'

/** `BEGIN` and `START TRANSACTION`. */
export const readBegin: ReadCommand = (reader, state) => {
  const tag = reader.take('START') ? 'START TRANSACTION' : 'BEGIN'
  if (tag === 'BEGIN') reader.next()
  if (!reader.take('TRANSACTION')) reader.take('WORK')
  const modes = readTransactionModes(reader)
  return plainCommand(tag, () => {
    if (!state.transaction.begin()) {
      const message = 'there is already a transaction in progress'
      state.notice({ severity: 'WARNING', sqlstate: '25001', message })
    }
    setTransactionModes(state, modes)
  })
}

/** `COMMIT` and `END`. */
export const readCommit: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('PREPARED')) throw twoPhase()
  readWork(reader)
  return command({
    endsTransaction: true,
    run: async () => {
      const tag = state.transaction.commit()
      if (tag === undefined) noTransaction(state)
      await state.closePortals('not held')
      return { kind: 'done', tag: tag ?? 'COMMIT' }
    },
  })
}

/** `ROLLBACK`, `ABORT` and `ROLLBACK TO`. */
export const readRollback: ReadCommand = (reader, state) => {
  reader.next()
  if (reader.take('PREPARED')) throw twoPhase()
  if (!reader.take('WORK')) reader.take('TRANSACTION')
  if (reader.take('TO')) return readRollbackTo(reader, state)
  readChain(reader)
  return command({
    endsTransaction: true,
    run: async () => {
      if (!state.transaction.rollback()) noTransaction(state)
      await state.closePortals('not held')
      return { kind: 'done', tag: 'ROLLBACK' }
    },
  })
}

export const readSavepoint: ReadCommand = (reader, state) => {
  reader.next()
  const name = reader.name()
  reader.end()
  return plainCommand('SAVEPOINT', () => state.transaction.savepoint(name))
}

export const readRelease: ReadCommand = (reader, state) => {
  reader.next()
  reader.take('SAVEPOINT')
  const name = reader.name()
  reader.end()
  return plainCommand('RELEASE', () => state.transaction.release(name))
}

function readRollbackTo(reader: CommandReader, state: SessionState): Prepared {
  reader.take('SAVEPOINT')
  const name = reader.name()
  reader.end()
  return command({
    endsTransaction: true,
    run: () => {
      state.transaction.rollbackTo(name)
      return { kind: 'done', tag: 'ROLLBACK' }
    },
  })
}

function readWork(reader: CommandReader): void {
  if (!reader.take('WORK')) reader.take('TRANSACTION')
  readChain(reader)
}

function readChain(reader: CommandReader): void {
  if (reader.take('AND')) {
    if (!reader.take('NO'))
      throw refused('0A000', 'AND CHAIN is not supported', 'Begin the next transaction with BEGIN.')
    reader.expect('CHAIN')
  }
  reader.end()
}

function noTransaction(state: SessionState): void {
  const message = 'there is no transaction in progress'
  state.notice({ severity: 'WARNING', sqlstate: '25P01', message })
}

function twoPhase(): Error {
  return refused('0A000', 'prepared transactions are not supported')
}
