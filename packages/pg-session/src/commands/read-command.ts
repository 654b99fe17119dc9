import type { Prepared } from '../session/prepared.ts'
import type { SessionState, StatementInput } from '../session/session-state.ts'
import { createCommandReader } from './command-reader.ts'
import { readCopy } from './copy-command.ts'
import { readClose, readDeclare, readFetch, readMove } from './cursor-commands.ts'
import { readDiscard } from './discard-command.ts'
import { readDeallocate, readExecute, readPrepare } from './prepare-commands.ts'
import {
  readUnlisten,
  refuseCall,
  refuseChange,
  refuseDefinition,
  refuseMaintenance,
  refuseNotifications,
} from './refused-commands.ts'
import { readReset } from './reset-command.ts'
import { readSelectSetting } from './select-setting.ts'
import type { ReadCommand } from './session-command.ts'
import { readSet } from './set-command.ts'
import { readShow } from './show-command.ts'
import {
  readBegin,
  readCommit,
  readRelease,
  readRollback,
  readSavepoint,
} from './transaction-commands.ts'

/** By the word that they begin with. What isn't here is the facade's. */
const commands: Readonly<Record<string, ReadCommand>> = {
  ABORT: readRollback,
  ALTER: refuseDefinition,
  ANALYZE: refuseMaintenance,
  BEGIN: readBegin,
  CALL: refuseCall,
  CHECKPOINT: refuseMaintenance,
  CLOSE: readClose,
  CLUSTER: refuseMaintenance,
  COMMENT: refuseDefinition,
  COMMIT: readCommit,
  COPY: readCopy,
  CREATE: refuseDefinition,
  DEALLOCATE: readDeallocate,
  DECLARE: readDeclare,
  DELETE: refuseChange,
  DISCARD: readDiscard,
  DO: refuseMaintenance,
  DROP: refuseDefinition,
  END: readCommit,
  EXECUTE: readExecute,
  FETCH: readFetch,
  GRANT: refuseDefinition,
  INSERT: refuseChange,
  LISTEN: refuseNotifications,
  LOAD: refuseMaintenance,
  LOCK: refuseMaintenance,
  MERGE: refuseChange,
  MOVE: readMove,
  NOTIFY: refuseNotifications,
  PREPARE: readPrepare,
  REINDEX: refuseMaintenance,
  RELEASE: readRelease,
  RESET: readReset,
  REVOKE: refuseDefinition,
  ROLLBACK: readRollback,
  SAVEPOINT: readSavepoint,
  SELECT: readSelectSetting,
  SET: readSet,
  SHOW: readShow,
  START: readBegin,
  TRUNCATE: refuseChange,
  UNLISTEN: readUnlisten,
  UPDATE: refuseChange,
  VACUUM: refuseMaintenance,
}

/** The command of the session that a statement is; undefined where it isn't one. */
export async function readCommand(
  state: SessionState,
  input: StatementInput,
): Promise<Prepared | undefined> {
  const reader = createCommandReader(input.sql)
  const { kind, text } = reader.peek
  const read = kind === 'word' ? commands[text.toUpperCase()] : undefined
  return await read?.(reader, state, input)
}
