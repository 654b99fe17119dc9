import { DevopsqlError } from '@devopsql/errors'
import type { ExecStatement } from '@devopsql/planner'
import { splitTableName } from '../split-table-name.ts'

/** A call as the statement that it stands for, and the values of its parameters; what is undefined is not given. */
export function execStatement(
  procedure: string,
  inputs: unknown,
): { readonly statement: ExecStatement; readonly parameters: readonly unknown[] } {
  const given = entriesOf(inputs).filter(([, value]) => value !== undefined)
  return {
    statement: {
      kind: 'exec',
      path: splitTableName(String(procedure)).map(({ name }) => ({ kind: 'identifier', name })),
      arguments: given.map(([name], index) => ({
        kind: 'exec-argument',
        name: { kind: 'identifier', name: name.replace(/^@/, '') },
        value: { kind: 'parameter', name: String(index + 1) },
      })),
    },
    parameters: given.map(([, value]) => value),
  }
}

// A caller of JavaScript may pass anything.
function entriesOf(inputs: unknown): readonly [string, unknown][] {
  if (typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs))
    return Object.entries(inputs)
  throw new DevopsqlError('the inputs of a procedure are no object', {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: "Give the values by the names of the inputs: call('GetOAuthAccessToken', { Verifier }).",
  })
}
