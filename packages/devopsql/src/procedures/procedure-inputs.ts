import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { ArgumentValue, BoundArgument } from '@devopsql/planner'
import type { Procedure, ProcedureInput } from '@devopsql/schema'

type InputValue = string | number | boolean

/** Values by the name of the input as it is declared; what is not given, or NULL, is not there. */
export type ProcedureInputs = ReadonlyMap<string, InputValue>

interface Call {
  readonly procedure: Procedure
  /** Where the name of the procedure stands. */
  readonly position: number | undefined
}

/**
 * The inputs of a procedure from the arguments of a call. Throws for arguments that it doesn't take, needs or allows;
 * no error repeats a value, which can be a secret.
 */
export function checkInputs(call: Call, given: readonly BoundArgument[]): ProcedureInputs {
  const { procedure } = call
  const values = new Map<string, InputValue>()
  const seen = new Set<ProcedureInput>()
  for (const argument of given) {
    const input = findInput(procedure, argument)
    if (seen.has(input)) {
      throw invalid(argument, {
        message: `procedure ${procedure.name} is given ${input.name} twice`,
        hint: 'Leave one of them out.',
      })
    }
    seen.add(input)
    const value = inputValue(procedure, input, argument)
    if (value !== undefined) values.set(input.name, value)
  }
  for (const input of procedure.inputs) {
    if (values.has(input.name)) continue
    if (input.isRequired) throw missing(call, input)
    if (input.default !== undefined)
      values.set(input.name, converted(input, { kind: 'text', text: input.default }) ?? '')
  }
  return values
}

function findInput(procedure: Procedure, argument: BoundArgument): ProcedureInput {
  const wanted = argument.name.toLowerCase()
  const found = procedure.inputs.find(({ name }) => name.toLowerCase() === wanted)
  if (found !== undefined) return found
  const names = procedure.inputs.map(({ name }) => name)
  const nearest = nearestName(argument.name, names)
  throw invalid(argument, {
    message: `procedure ${procedure.name} has no input ${argument.name}`,
    hint: nearest === undefined ? `It takes ${names.join(', ')}.` : `Did you mean ${nearest}?`,
  })
}

function inputValue(
  procedure: Procedure,
  input: ProcedureInput,
  argument: BoundArgument,
): InputValue | undefined {
  if (argument.value.kind === 'null') return undefined
  const value = converted(input, argument.value)
  if (value === undefined) {
    throw new DevopsqlError(
      `input ${input.name} of ${procedure.name} is ${typeNames[input.type]}, and the value is none`,
      {
        code: 'DEVOPSQL_TYPE_MISMATCH',
        hint: typeHints[input.type],
        position: argument.span?.start,
      },
    )
  }
  if (value === '' && input.isRequired) {
    throw invalid(argument, {
      message: `procedure ${procedure.name} is given an empty ${input.name}`,
      hint: `${input.name}: ${input.doc}`,
    })
  }
  if (input.values === undefined) return value
  const text = String(value)
  const allowed = input.values.find((each) => each.toLowerCase() === text.toLowerCase())
  if (allowed !== undefined) return allowed
  const nearest = nearestName(text, input.values)
  throw invalid(argument, {
    message: `procedure ${procedure.name} allows no such value for ${input.name}`,
    hint: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}It takes ${input.values.join(' or ')}.`,
  })
}

const typeNames = {
  varchar: 'a text',
  integer: 'a whole number',
  boolean: 'TRUE or FALSE',
} as const
const typeHints = {
  varchar: "Write a text in single quotes: 'text'.",
  integer: 'Write a number without decimals.',
  boolean: 'Write TRUE or FALSE.',
} as const

/** The value in the type of the input; undefined where it has none. */
function converted(
  { type }: ProcedureInput,
  value: Exclude<ArgumentValue, { kind: 'null' }>,
): InputValue | undefined {
  switch (type) {
    case 'varchar':
      return value.kind === 'boolean' ? undefined : value.text
    case 'integer':
      return value.kind === 'boolean' ? undefined : wholeNumber(value.text)
    case 'boolean':
      return value.kind === 'boolean' ? value.value : truths[value.text.trim().toLowerCase()]
  }
}

const truths: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false }

function wholeNumber(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isSafeInteger(number) ? number : undefined
}

function missing({ procedure, position }: Call, input: ProcedureInput): DevopsqlError {
  return new DevopsqlError(`procedure ${procedure.name} needs the input ${input.name}`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: `Write EXEC ${procedure.name} ${input.name} = value. ${input.name}: ${input.doc}`,
    position,
  })
}

function invalid(
  { span }: BoundArgument,
  { message, hint }: { readonly message: string; readonly hint: string },
): DevopsqlError {
  return new DevopsqlError(message, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint,
    position: span?.start,
  })
}
