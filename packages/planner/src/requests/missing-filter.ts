import { DevopsqlError } from '@devopsql/errors'
import type { ScanNeed } from './scan-plan.ts'

/** The error for a table that can be read only by values that the query doesn't give. */
export function missingFilter(need: ScanNeed): DevopsqlError {
  const names = [
    ...new Set(
      need.resolved.table.access.flatMap((access) => Object.values(access.requires ?? {})),
    ),
  ]
  return new DevopsqlError(
    `table ${need.resolved.table.name} can be read only with a value for ${names.join(' and ')}`,
    {
      code: 'DEVOPSQL_REQUIRED_FILTER',
      hint: `Add ${names.map((name) => `${name} = …`).join(' AND ')} to WHERE, or join it with a table that has the values.`,
    },
  )
}
