import { splitStatements } from 'devopsql'
import { readCommand } from '../commands/read-command.ts'
import { placed } from '../error-place.ts'
import { refused } from '../session-error.ts'
import { type CurrentConnection, prepareFacadeStatement } from './facade-statement.ts'
import type { Prepared } from './prepared.ts'
import type { SessionState, StatementInput } from './session-state.ts'

/** Reads a text of one statement: a command of the session, one that devopsql runs, or nothing. */
export async function prepareStatement(
  state: SessionState,
  input: StatementInput,
  current: CurrentConnection,
): Promise<Prepared> {
  const statements = await placed(input.place, () => splitStatements(input.sql))
  const [only] = statements
  if (only === undefined) return emptyStatement
  if (statements.length > 1) {
    throw refused('42601', 'cannot insert multiple commands into a prepared statement')
  }
  const offset = input.place.offset + only.position
  const single = { ...input, sql: only.sql, place: { ...input.place, offset } }
  return await placed(
    single.place,
    async () =>
      (await readCommand(state, single)) ?? (await prepareFacadeStatement(state, single, current)),
  )
}

const emptyStatement: Prepared = {
  parameterTypes: [],
  columns: undefined,
  endsTransaction: true,
  run: async () => await Promise.resolve({ kind: 'empty' } as const),
}
