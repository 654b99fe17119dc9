import { scalar } from '@devopsql/pgwire'
import type { Outcome, OutputColumn, Prepared, RunOptions } from '../session/prepared.ts'
import type { SessionState, StatementInput } from '../session/session-state.ts'
import type { CommandReader } from './command-reader.ts'

/** Reads a command from its first word on. Undefined where the statement is none of the session's after all. */
export type ReadCommand = (
  reader: CommandReader,
  state: SessionState,
  input: StatementInput,
) => Prepared | undefined | Promise<Prepared | undefined>

export interface CommandParts {
  readonly columns?: readonly OutputColumn[] | undefined
  readonly endsTransaction?: boolean
  readonly run: (options: RunOptions) => Outcome | Promise<Outcome>
}

/** A command without parameters. */
export function command(parts: CommandParts): Prepared {
  return {
    parameterTypes: [],
    columns: parts.columns,
    endsTransaction: parts.endsTransaction ?? false,
    run: async (_, options) => await parts.run(options),
  }
}

/** A command that is done with its tag and no more. */
export function plainCommand(tag: string, work: () => void | Promise<void> = () => {}): Prepared {
  return command({
    run: async () => {
      await work()
      return { kind: 'done', tag }
    },
  })
}

/** A column of text. */
export function textColumn(name: string): OutputColumn {
  return { name, type: scalar('text'), modifier: -1 }
}
