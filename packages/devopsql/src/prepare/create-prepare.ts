import { type Dialect, parse } from '@devopsql/planner'
import type { Connection } from '../contract.ts'
import type { LoggedStatement } from '../log/query-log.ts'
import type { QueryRun, RunOptions } from '../query-run.ts'
import type { RunStatement } from '../statement-runner.ts'
import { checkText } from '../statement-text.ts'
import type { DescribeStatement } from './prepare-statement.ts'

interface PrepareParts {
  readonly describe: DescribeStatement
  readonly run: RunStatement
  readonly dialect: Dialect
  /** Does the work of one statement; whatever fails ends it. */
  readonly begun: <T>(
    options: RunOptions,
    statement: LoggedStatement,
    work: (run: QueryRun) => Promise<T>,
  ) => Promise<T>
}

/** `Connection.prepare()`: to describe a statement is logged as to run it is. */
export function createPrepare({
  describe,
  run: runStatement,
  dialect,
  begun,
}: PrepareParts): Connection['prepare'] {
  return async (sql, { parameterTypes, ...options } = {}) => {
    const text = { sql: checkText(sql), parameters: [] }
    const { statement, types, ...known } = await begun(options, text, async (run) => {
      const described = await describe(parse(sql, { dialect }), { sql, parameterTypes }, run)
      run.end()
      return described
    })
    return {
      ...known,
      query: async (parameters = [], queryOptions = {}) => {
        const given = { sql, parameters, parameterTypes: types, options: queryOptions }
        return await begun(queryOptions, given, async (run) => runStatement(statement, given, run))
      },
    }
  }
}
