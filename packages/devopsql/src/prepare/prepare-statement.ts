import type { Catalog } from '@devopsql/catalog'
import type { DuckDatabase } from '@devopsql/engine'
import {
  type Dialect,
  type ExecStatement,
  formatType,
  nameParameterColumns,
  type ParameterTypes,
  parametersOf,
  parseTypeName,
  type Query,
  type Statement,
} from '@devopsql/planner'
import type { Procedure } from '@devopsql/schema'
import type { Command, PrepareOptions, ResultColumn, StatementParameter } from '../contract.ts'
import { procedureColumns } from '../procedures/procedure-runner.ts'
import type { DraftStatement, PlanStatement } from '../query-planner.ts'
import type { QueryRun } from '../query-run.ts'
import { resultColumns } from '../result-columns.ts'
import { textColumn } from '../rows-result.ts'
import { noSettings } from '../statement-runner.ts'
import { describeQuery, describeTypes } from './describe-query.ts'

/** What is known of a statement before it runs. */
interface Described {
  readonly command: Command
  /** As it runs: its columns have names that no value changes. */
  readonly statement: Statement
  readonly columns: readonly ResultColumn[] | undefined
  readonly parameters: readonly StatementParameter[]
  readonly types: ParameterTypes | undefined
}

export type DescribeStatement = (
  statement: Statement,
  given: GivenText,
  run: QueryRun,
) => Promise<Described>

interface GivenText {
  readonly parameterTypes?: PrepareOptions['parameterTypes'] | undefined
  readonly sql: string
}

export interface DescriberParts {
  readonly catalog: Pick<Catalog, 'procedure'>
  readonly plan: PlanStatement
  readonly draft: DraftStatement
  readonly database: DuckDatabase
  readonly dialect: Dialect
}

/** Finds out what a statement will answer. Nothing is requested for it but what names need. */
export function createDescriber(parts: DescriberParts): DescribeStatement {
  const { catalog, plan, draft, database, dialect } = parts
  const query = async (written: Query, given: GivenText, run: QueryRun): Promise<Described> => {
    // PostgreSQL's names depend on no value.
    const statement = dialect === 'postgresql' ? written : nameParameterColumns(written)
    const drafted = await draft(
      statement,
      { sql: given.sql, types: typesGiven(written, given) },
      run,
    )
    const { columns, types } = await describeQuery(drafted, { database, signal: run.signal })
    return {
      command: 'SELECT',
      statement,
      columns: resultColumns(columns, drafted.output),
      parameters: parametersOfTypes(written, types),
      types,
    }
  }
  const status = (command: Command, statement: Statement): Described => ({
    command,
    statement,
    columns: undefined,
    parameters: [],
    types: undefined,
  })

  return async (statement, given, run) => {
    switch (statement.kind) {
      case 'query':
        return await query(statement, given, run)
      case 'explain': {
        const types = await describeTypes(
          await draft(
            statement.query,
            { sql: given.sql, types: typesGiven(statement, given) },
            run,
          ),
          { database, signal: run.signal },
        )
        return {
          command: 'EXPLAIN',
          statement,
          columns: [textColumn('plan')],
          parameters: parametersOfTypes(statement, types),
          types,
        }
      }
      case 'exec': {
        const procedure = catalog.procedure(
          statement.path.map(({ name, span }) => ({ name, position: span?.start })),
        )
        return {
          command: 'EXEC',
          statement,
          columns: procedure.outputs.length === 0 ? undefined : procedureColumns(procedure),
          parameters: parametersOfCall(statement, procedure),
          types: undefined,
        }
      }
      case 'create-view':
        await plan(statement.query, { sql: given.sql, parameters: [] }, run)
        return status(statement.mode === 'alter' ? 'ALTER VIEW' : 'CREATE VIEW', statement)
      case 'drop-view':
        return status('DROP VIEW', statement)
      case 'reset-schema-cache':
        return status('RESET SCHEMA CACHE', statement)
      case 'set':
      case 'show':
      case 'reset':
        throw noSettings(statement)
    }
  }
}

function typesGiven(statement: Statement, { parameterTypes = [] }: GivenText): ParameterTypes {
  const names = parametersOf(statement).map(({ name }) => name.toLowerCase())
  return new Map(
    names.flatMap((name, index) => {
      const type = parameterTypes[index]
      return type === undefined ? [] : [[name, parseTypeName(type)] as const]
    }),
  )
}

function parametersOfTypes(
  statement: Statement,
  types: ParameterTypes,
): readonly StatementParameter[] {
  return parametersOf(statement).map(({ name }) => {
    const type = types.get(name.toLowerCase())
    return { name, type: type === undefined ? 'VARCHAR' : formatType(type) }
  })
}

function parametersOfCall(
  statement: ExecStatement,
  { inputs }: Procedure,
): readonly StatementParameter[] {
  return parametersOf(statement).map(({ name }) => {
    const argument = statement.arguments.find(
      ({ value }) => value.kind === 'parameter' && value.name.toLowerCase() === name.toLowerCase(),
    )
    const wanted = argument?.name.name.toLowerCase()
    const input = inputs.find((each) => each.name.toLowerCase() === wanted)
    return { name, type: (input?.type ?? 'varchar').toUpperCase() }
  })
}
