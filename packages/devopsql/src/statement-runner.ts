import type { Catalog } from '@devopsql/catalog'
import { type ExecuteOptions, type Execution, execute } from '@devopsql/engine'
import { DevopsqlError } from '@devopsql/errors'
import {
  explainPlan,
  type ParameterTypes,
  type Query,
  type QueryPlan,
  type Statement,
} from '@devopsql/planner'
import type { Parameters, QueryOptions, QueryResult } from './contract.ts'
import { explainAnalyze } from './explain-analyze.ts'
import { located } from './located.ts'
import type { RunProcedure } from './procedures/procedure-runner.ts'
import type { Given, PlanStatement } from './query-planner.ts'
import { createQueryResult } from './query-result.ts'
import type { QueryRun } from './query-run.ts'
import { resultColumns } from './result-columns.ts'
import { createTextResult } from './rows-result.ts'
import type { ChangeViews } from './views/change-views.ts'

/** A statement as it was given. */
interface GivenStatement {
  readonly sql: string
  readonly parameters: Parameters
  readonly options: QueryOptions
  /** What is known of the parameters' types. */
  readonly parameterTypes?: ParameterTypes | undefined
}

export type RunStatement = (
  statement: Statement,
  given: GivenStatement,
  run: QueryRun,
) => Promise<QueryResult>

export interface RunnerParts {
  readonly catalog: Catalog
  readonly plan: PlanStatement
  readonly changeViews: ChangeViews
  readonly runProcedure: RunProcedure
  readonly executeOptions: (run: QueryRun, options: QueryOptions) => ExecuteOptions
}

/** Does what a statement says; what doesn't read rows answers in one line. */
export function createStatementRunner(parts: RunnerParts): RunStatement {
  const { catalog, plan, changeViews, runProcedure, executeOptions } = parts

  const select = async (query: Query, given: GivenStatement, run: QueryRun): Promise<Selected> => {
    const planned = await plan(query, planGiven(given), run)
    const execution = await located(planned, execute(planned, executeOptions(run, given.options)))
    return { planned, execution }
  }
  /** Ends the run with lines of text. */
  const answer = (column: string, lines: readonly string[], run: QueryRun): QueryResult => {
    run.end({ rows: lines.length })
    return createTextResult(column, lines, run)
  }

  return async (statement, given, run) => {
    switch (statement.kind) {
      case 'query': {
        const { planned, execution } = await select(statement, given, run)
        return createQueryResult({
          execution,
          columns: resultColumns(execution.columns, planned.output),
          run,
          options: given.options,
        })
      }
      case 'explain': {
        if (!statement.analyze) {
          const lines = explainPlan(await plan(statement.query, planGiven(given), run))
          return answer('plan', [...lines, ...describeStored(catalog)], run)
        }
        const { planned, execution } = await select(statement.query, given, run)
        const lines = await explainAnalyze(planned, execution, run)
        return answer('plan', [...lines, ...describeStored(catalog)], run)
      }
      case 'create-view':
        // Names that do not exist are told now, with their place in the text.
        await plan(statement.query, { sql: given.sql, parameters: [] }, run)
        return answer('status', [await changeViews(statement, given.sql)], run)
      case 'drop-view':
        return answer('status', [await changeViews(statement, given.sql)], run)
      case 'reset-schema-cache':
        await catalog.reset()
        return answer('status', ['projects, repositories and fields are asked for again'], run)
      case 'exec':
        return await runProcedure(statement, given.parameters, run)
      case 'set':
      case 'show':
      case 'reset':
        throw noSettings(statement)
    }
  }
}

/** How old the fields are that were kept on disk, where they were used. */
function describeStored(catalog: Catalog): readonly string[] {
  const at = catalog.storedAt()
  if (at === undefined) return []
  const seconds = Math.round((Date.now() - at.getTime()) / 1000)
  return [`fields as of ${seconds} s ago, kept on disk: RESET SCHEMA CACHE asks for them again`]
}

interface Selected {
  readonly planned: QueryPlan
  readonly execution: Execution
}

/** The error for SET, SHOW and RESET. */
export function noSettings({ kind, span }: Statement): DevopsqlError {
  return new DevopsqlError(`${kind.toUpperCase()} has nothing to act upon yet`, {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: 'Settings are properties of the connection string; `devopsql tables` lists tables.',
    position: span?.start,
  })
}

function planGiven({ sql, parameters, parameterTypes, options }: GivenStatement): Given {
  return { sql, parameters, parameterTypes, timeZone: options.timeZone }
}
