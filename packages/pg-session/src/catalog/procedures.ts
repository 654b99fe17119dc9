import type { Row } from 'devopsql'
import type { Namespace } from './database-model.ts'
import type { RowContext } from './row-context.ts'
import { type ColumnType, columnTypeOf } from './type-oids.ts'

/** A stored procedure of the product. */
export interface Procedure {
  readonly oid: number
  readonly name: string
  readonly namespace: Namespace
  readonly doc: string
  readonly inputs: readonly ProcedureParameter[]
  readonly outputs: readonly ProcedureParameter[]
}

export interface ProcedureParameter {
  readonly name: string
  readonly type: ColumnType
}

/** The procedures of the session's database. */
export async function readProcedures(context: RowContext): Promise<readonly Procedure[]> {
  const { model, system, oids, session } = context
  const namespaces = new Map((await model.namespaces(system)).map((each) => [each.name, each]))
  const parameters: Row[] = []
  for await (const page of system('sys_procedureparameters', parameterColumns))
    parameters.push(...page)
  const procedures: Procedure[] = []
  for await (const page of system('sys_procedures', procedureColumns)) {
    for (const row of page) {
      const { CatalogName, SchemaName, ProcedureName, Description } = row
      const namespace = namespaces.get(String(SchemaName))
      if (namespace === undefined || CatalogName !== session.database) continue
      const name = String(ProcedureName)
      const own = parameters.filter((each) => each['ProcedureName'] === ProcedureName)
      procedures.push({
        oid: oids.of('procedure', namespace.name, name),
        name,
        namespace,
        doc: String(Description),
        inputs: own.filter((each) => each['Direction'] === directions.in).map(parameterOf),
        outputs: own.filter((each) => each['Direction'] === directions.out).map(parameterOf),
      })
    }
  }
  return procedures
}

const procedureColumns = ['CatalogName', 'SchemaName', 'ProcedureName', 'Description']
const parameterColumns = ['ProcedureName', 'ColumnName', 'DataTypeName', 'Direction']

/** As `sys_procedureparameters` numbers them. */
const directions = { in: 1, out: 4 } as const

function parameterOf(row: Row): ProcedureParameter {
  return { name: String(row['ColumnName']), type: columnTypeOf(row['DataTypeName']) }
}
