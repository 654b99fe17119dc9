import { coverArguments, type Secrecy } from '@devopsql/planner'
import { findProcedure, procedures } from '@devopsql/tables'

/**
 * The text of a statement as it may be shown, logged or kept: stars stand in the place of the arguments of EXEC that are
 * secret or that no procedure takes, one for each character. Other statements stay as they are.
 */
export function coverSecrets(sql: string): string {
  return coverArguments(sql, secrecyOfArgument)
}

/** By what the procedures declare. */
export const secrecyOfArgument: Secrecy = (argument, name) => {
  const procedure = name === undefined ? undefined : findProcedure(name)
  const input = procedure?.inputs.find((each) => each.name.toLowerCase() === argument)
  if (input !== undefined) return input.isSensitive ? 'secret' : 'open'
  return sensitiveNames.has(argument) ? 'secret' : 'unknown'
}

const sensitiveNames: ReadonlySet<string> = new Set(
  procedures.flatMap(({ inputs }) =>
    inputs.filter(({ isSensitive }) => isSensitive).map(({ name }) => name.toLowerCase()),
  ),
)
