import { fail } from './answers/failures.ts'
import type { Route } from './router.ts'

// {major}.{minor}[-preview[.N]], as a query parameter or in Accept. (docs/integrate/concepts/rest-api-versioning.md)
const pattern = /^(\d+)\.(\d+)(?:-preview(?:\.(\d+))?)?$/
const inAccept = /api-version=([^;,\s]+)/i
const newest = 7.2

export interface VersionInput {
  readonly method: string
  readonly query: string | undefined
  readonly accept: string | undefined
  readonly route: Route
  readonly required: boolean
}

/** The version that the answer will echo. Throws what the service answers to a bad one. */
export function resolveApiVersion({
  method,
  query,
  accept,
  route,
  required,
}: VersionInput): string {
  const asked = query ?? (accept === undefined ? undefined : inAccept.exec(accept)?.[1])
  if (asked === undefined) {
    if (!required || route.versionOptional === true)
      return route.previewOnly === true ? `7.1-preview.${route.resourceVersion}` : '7.1'
    // The version "must be on every request"; exception and words are assumed.
    return fail({
      status: 400,
      message: `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`,
      exception: 'Microsoft.VisualStudio.Services.WebApi.VssVersionNotSpecifiedException',
    })
  }
  const match = pattern.exec(asked)
  const number = Number(`${match?.[1] ?? '0'}.${match?.[2] ?? '0'}`)
  if (match === null || number < 1 || number > newest) {
    return fail({
      status: 400,
      message: `The requested version "${asked}" of the resource is out of range. The latest version is "${newest}".`,
      exception: 'Microsoft.VisualStudio.Services.WebApi.VssVersionOutOfRangeException',
    })
  }
  const isPreview = asked.includes('-preview')
  if (!isPreview && (route.previewOnly === true || number > 7.1)) {
    // Preview-only resources need -preview[.N]. (docs/integrate/concepts/rest-api-versioning.md; the words are assumed)
    return fail({
      status: 400,
      message: `The requested version "${asked}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${asked}-preview"`,
      exception: 'Microsoft.VisualStudio.Services.WebApi.VssInvalidPreviewVersionException',
    })
  }
  const version = `${match[1] ?? ''}.${match[2] ?? ''}`
  return isPreview ? `${version}-preview.${match[3] ?? route.resourceVersion}` : version
}
