import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import type { ScanPlan } from '@devopsql/planner'
import { type RequestPath, wholeOrganization } from './request-paths.ts'

/** The error for a project that a catalog names and that is not there. */
export function noSuchProject(name: string): DevopsqlError {
  return new DevopsqlError(`project ${name} does not exist, or this identity may not see it`, {
    code: 'DEVOPSQL_UNDEFINED_CATALOG',
    hint: 'SELECT Name FROM CData.Information.Projects lists the projects that it may see.',
  })
}

/** Whether `AllowPartial=true` may go on without the part that failed so. */
export function canBeLeftOut(error: unknown): error is DevopsqlError {
  return (
    isDevopsqlError(error) &&
    (error.code === 'DEVOPSQL_PERMISSION_DENIED' || error.code === 'DEVOPSQL_NOT_FOUND')
  )
}

/** Whether the identity lacks a permission, or its token a scope. */
export function isRefused(error: unknown): error is DevopsqlError {
  return (
    isDevopsqlError(error) &&
    (error.code === 'DEVOPSQL_PERMISSION_DENIED' || error.code === 'DEVOPSQL_SIGN_IN_FAILED')
  )
}

/** Why a part is missing. */
export function reasonOf(error: DevopsqlError): string {
  return error.detail ?? error.message
}

function restOf({ part }: Pick<RequestPath, 'part'>): readonly string[] {
  if (part === wholeOrganization) return []
  return ['With AllowPartial=true the rest is returned and the result says what is missing.']
}

/** Says which table and which part of the organization could not be read. */
export function inContext(
  error: unknown,
  plan: ScanPlan,
  path: Pick<RequestPath, 'part'>,
): unknown {
  if (!isDevopsqlError(error) || !canBeLeftOut(error)) return error
  const { table, scope } = plan.resolved
  if (
    error.code === 'DEVOPSQL_NOT_FOUND' &&
    scope.project !== undefined &&
    /project/i.test(error.detail ?? '')
  ) {
    return noSuchProject(scope.project)
  }
  return new DevopsqlError(`${table.name} of ${path.part} can't be read: ${error.message}`, {
    code: error.code,
    detail: error.detail,
    hint: [error.hint ?? 'Ask for read access.', ...restOf(path)].join(' '),
    cause: error,
  })
}
