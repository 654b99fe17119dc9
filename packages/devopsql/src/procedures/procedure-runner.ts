import type { Catalog } from '@devopsql/catalog'
import { DevopsqlError } from '@devopsql/errors'
import { bindArguments, type ExecStatement } from '@devopsql/planner'
import type { Procedure } from '@devopsql/schema'
import type { Parameters, QueryResult, ResultColumn } from '../contract.ts'
import type { QueryRun } from '../query-run.ts'
import type { Row } from '../row.ts'
import { createRowsResult } from '../rows-result.ts'
import type { ProcedureHandler } from './oauth-handlers.ts'
import { checkInputs } from './procedure-inputs.ts'

export type RunProcedure = (
  statement: ExecStatement,
  parameters: Parameters,
  run: QueryRun,
) => Promise<QueryResult>

interface RunnerParts {
  readonly catalog: Pick<Catalog, 'procedure'>
  /** By the name of the procedure. */
  readonly handlers: Readonly<Record<string, ProcedureHandler>>
  /** Told of each secret that a procedure gives, before anybody else is. */
  readonly onSecret?: ((secret: string) => void) | undefined
}

/** Runs the procedures that the catalog knows, each by the handler of its name. */
export function createProcedureRunner({ catalog, handlers, onSecret }: RunnerParts): RunProcedure {
  return async (statement, parameters, run) => {
    const parts = statement.path.map(({ name, span }) => ({ name, position: span?.start }))
    const procedure = catalog.procedure(parts)
    const call = { procedure, position: parts.at(-1)?.position }
    const inputs = checkInputs(call, bindArguments(statement, parameters))
    const handle = handlers[procedure.name] ?? noHandler(procedure)
    const rows = await handle(inputs, { signal: run.signal })
    if (onSecret !== undefined) secretsIn(rows, procedure).forEach(onSecret)
    run.end({ rows: rows.length })
    return createRowsResult(
      {
        columns: procedureColumns(procedure),
        rows: rows.map((row) => procedure.outputs.map(({ name }) => row[name] ?? null)),
      },
      run,
    )
  }
}

function secretsIn(rows: readonly Row[], { outputs }: Procedure): readonly string[] {
  const values = outputs
    .filter(({ isSensitive }) => isSensitive)
    .flatMap(({ name }) => rows.map((row) => row[name]))
  return values.filter((value) => typeof value === 'string').filter((value) => value !== '')
}

/** The columns of what a procedure answers. */
export function procedureColumns({ outputs }: Procedure): readonly ResultColumn[] {
  return outputs.map(({ name, type, nullable, isSensitive }) => ({
    name,
    type: type.toUpperCase(),
    nullable,
    source: undefined,
    ...(isSensitive && { sensitive: true }),
  }))
}

function noHandler({ name }: Procedure): never {
  throw new DevopsqlError(`procedure ${name} is declared, but nothing does it`, {
    code: 'DEVOPSQL_INTERNAL',
  })
}
