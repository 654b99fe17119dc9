import { DevopsqlError } from '@devopsql/errors'
import type { SqlType } from './sql-type.ts'

/** An argument that a procedure takes. */
export interface ProcedureInput {
  readonly name: string
  readonly type: ProcedureType
  readonly doc: string
  readonly isRequired: boolean
  /** The closed list of values, letter case ignored, where there is one. */
  readonly values: readonly string[] | undefined
  /** As a text what stands for an argument that is not given. */
  readonly default: string | undefined
  /** Whether it is the path of a file. */
  readonly isPath: boolean
  /** A secret: never shown, logged or kept. */
  readonly isSensitive: boolean
}

/** A column of what a procedure answers. */
export interface ProcedureOutput {
  readonly name: string
  readonly type: ProcedureType
  readonly doc: string
  readonly nullable: boolean
  /** A secret: given to the caller, never logged. */
  readonly isSensitive: boolean
}

export type ProcedureType = Extract<SqlType, 'varchar' | 'integer' | 'boolean'>

/** A stored procedure: `EXEC name input = value, ...`. It belongs to the organization, as its tables do. */
export interface Procedure {
  readonly name: string
  readonly doc: string
  readonly inputs: readonly ProcedureInput[]
  readonly outputs: readonly ProcedureOutput[]
}

export interface ProcedureDefinition {
  readonly name: string
  readonly doc: string
  readonly inputs: readonly {
    readonly name: string
    /** Default `varchar`. */
    readonly type?: ProcedureType
    readonly doc: string
    readonly required?: boolean
    readonly values?: readonly string[]
    readonly default?: string
    readonly path?: boolean
    readonly sensitive?: boolean
  }[]
  readonly outputs: readonly {
    readonly name: string
    /** Default `varchar`. */
    readonly type?: ProcedureType
    readonly doc: string
    readonly nullable?: boolean
    readonly sensitive?: boolean
  }[]
}

/** A procedure from its declaration. Throws `DEVOPSQL_INTERNAL` when the declaration contradicts itself. */
export function defineProcedure(definition: ProcedureDefinition): Procedure {
  const procedure: Procedure = {
    name: definition.name,
    doc: definition.doc,
    inputs: definition.inputs.map((input) => ({
      name: input.name,
      type: input.type ?? 'varchar',
      doc: input.doc,
      isRequired: input.required === true,
      values: input.values,
      default: input.default,
      isPath: input.path === true,
      isSensitive: input.sensitive === true,
    })),
    outputs: definition.outputs.map((output) => ({
      name: output.name,
      type: output.type ?? 'varchar',
      doc: output.doc,
      nullable: output.nullable === true,
      isSensitive: output.sensitive === true,
    })),
  }
  checkNames(procedure, procedure.inputs)
  checkNames(procedure, procedure.outputs)
  for (const input of procedure.inputs) checkDefault(procedure, input)
  return procedure
}

function checkNames(procedure: Procedure, named: readonly { readonly name: string }[]): void {
  const seen = new Set<string>()
  for (const { name } of named) {
    if (seen.has(name.toLowerCase())) contradiction(procedure, `${name} is declared twice`)
    seen.add(name.toLowerCase())
  }
}

function checkDefault(procedure: Procedure, input: ProcedureInput): void {
  if (input.default === undefined) return
  if (input.isRequired) contradiction(procedure, `${input.name} is required and has a default`)
  if (input.values?.includes(input.default) === false)
    contradiction(procedure, `${input.name} has a default that is none of its values`)
}

function contradiction(procedure: Procedure, problem: string): never {
  throw new DevopsqlError(`procedure ${procedure.name}: ${problem}`, {
    code: 'DEVOPSQL_INTERNAL',
    hint: 'Correct the declaration of the procedure.',
  })
}
