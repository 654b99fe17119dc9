import type { Procedure, ProcedureType } from '@devopsql/schema'
import { procedures } from '@devopsql/tables'
import { placeNames } from '../place.ts'
import type { SystemRow } from './system-context.ts'
import { typeFacts } from './type-facts.ts'

/** The rows of `sys_procedures`. */
export function procedureRows(): readonly SystemRow[] {
  return procedures.map((procedure) => ({
    ...nameOf(procedure),
    Description: procedure.doc,
    ProcedureType: 'PROCEDURE',
  }))
}

/** The rows of `sys_procedureparameters`: per procedure what goes in, then what comes out. */
export function procedureParameterRows(): readonly SystemRow[] {
  return procedures.flatMap((procedure) => {
    const inputs = procedure.inputs.map((input) => ({
      ...parameterOf(input),
      Direction: directions.in,
      IsNullable: !input.isRequired,
      IsRequired: input.isRequired,
      Values: input.values?.join(','),
      IsPath: input.isPath,
      Default: input.default,
    }))
    const outputs = procedure.outputs.map((output) => ({
      ...parameterOf(output),
      Direction: directions.out,
      IsNullable: output.nullable,
      IsRequired: false,
      IsPath: false,
    }))
    return [...inputs, ...outputs].map((row, index) => ({
      ...nameOf(procedure),
      ...row,
      Ordinal: index + 1,
    }))
  })
}

const directions = { in: 1, out: 4 } as const

function nameOf({ name }: Procedure): SystemRow {
  const { catalog, schema } = placeNames({ level: 'organization' })
  return { CatalogName: catalog, SchemaName: schema, ProcedureName: name }
}

function parameterOf(about: {
  readonly name: string
  readonly type: ProcedureType
  readonly doc: string
}): SystemRow {
  const { name, number, precision, scale } = typeFacts[about.type]
  return {
    ColumnName: about.name,
    DataTypeName: name,
    DataType: number,
    NumericPrecision: precision,
    NumericScale: scale,
    IsArray: false,
    Description: about.doc,
    SupportsStreams: false,
  }
}
