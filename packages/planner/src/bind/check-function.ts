import { DevopsqlError } from '@devopsql/errors'
import type { FunctionCall, TableFunction } from '../syntax/ast.ts'

// All others read files, run SQL that nobody has planned, or tell of the engine and its machine.
const tableFunctions: ReadonlySet<string> = new Set([
  'generate_series',
  'json_each',
  'json_tree',
  'range',
  'repeat',
  'repeat_row',
  'unnest',
])
const refusedFunctions: ReadonlySet<string> = new Set(['current_setting', 'write_log'])

/** Throws for a function in FROM that makes no rows from its arguments alone. */
export function checkTableFunction({ name, span }: TableFunction): void {
  if (tableFunctions.has(name.toLowerCase())) return
  throw new DevopsqlError(`${name}() is no function that FROM can have`, {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: `There are ${[...tableFunctions].join(', ')}.`,
    position: span?.start,
  })
}

/** Throws for a function that tells of the engine and its machine. */
export function checkFunction({ name, span }: FunctionCall): void {
  if (!refusedFunctions.has(name.toLowerCase())) return
  throw new DevopsqlError(`${name}() is not supported`, {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: 'Statements can neither read nor change how the engine is set.',
    position: span?.start,
  })
}
