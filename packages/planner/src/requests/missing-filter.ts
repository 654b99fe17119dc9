import { DevopsqlError } from '@devopsql/errors'
import { requiredColumns } from '@devopsql/schema'
import type { ScanNeed } from './scan-plan.ts'

/** The error for a table that can be read only by values that the query doesn't give. */
export function missingFilter(need: ScanNeed): DevopsqlError {
  const alternatives = need.resolved.table.access.flatMap(requiredColumns)
  const each = (write: (names: readonly string[]) => string): string =>
    [...new Set(alternatives.map(write))].join(' or ')
  return new DevopsqlError(
    `table ${need.resolved.table.name} can be read only with a value for ${each((names) => names.join(' and '))}`,
    {
      code: 'DEVOPSQL_REQUIRED_FILTER',
      hint: `Add ${each((names) => names.map((name) => `${name} = …`).join(' AND '))} to WHERE, or join it with a table that has the values.`,
    },
  )
}
