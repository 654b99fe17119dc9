import { DevopsqlError } from '@devopsql/errors'
import type { Service } from '@devopsql/schema'
import { areaServices, hostLabels } from './service-areas.ts'

/** Where requests to a service go. */
export interface Base {
  /** `https://dev.azure.com`. */
  readonly origin: string
  /** Host and port, for messages. */
  readonly host: string
  /** Path of the organization, without a trailing slash: `/contoso`. */
  readonly path: string
}

/** The hosts of one organization. The token is sent to these and to no others. */
export interface Hosts {
  /** The base of the core services, which names the organization. */
  readonly home: Base
  /** Whether `_apis/ResourceAreas` may move services away from the base. */
  readonly movable: boolean
  baseOf(service: Service): Base
  /** Moves services to where the body of a `_apis/ResourceAreas` answer says. */
  move(resourceAreas: unknown): void
}

/** Hosts of the cloud for an organization, or one base for everything when `baseUrl` is given. */
export function createHosts(baseUrl: string | undefined, organization: string | undefined): Hosts {
  if (baseUrl !== undefined && baseUrl !== '') return hostsOfBase(baseUrl, organization)
  if (organization === undefined || organization === '') {
    throw new DevopsqlError('neither Organization nor URL says which organization to query', {
      code: 'DEVOPSQL_MISSING_PROPERTY',
      hint: 'Add Organization=<name> to the connection string.',
    })
  }
  const path = `/${encodeURIComponent(organization)}`
  const baseOf = (service: Service): Base => {
    const host = `${hostLabels[service]}dev.azure.com`
    return { origin: `https://${host}`, host, path }
  }
  return { home: baseOf('core'), movable: false, baseOf, move: () => undefined }
}

/** Where the core services of an organization are, without a trailing slash: `https://dev.azure.com/contoso`. */
export function organizationAddress(
  baseUrl: string | undefined,
  organization: string | undefined,
): string {
  const { origin, path } = createHosts(baseUrl, organization).home
  return origin + path
}

function hostsOfBase(baseUrl: string, organization: string | undefined): Hosts {
  const url = httpUrl(baseUrl)
  if (url === undefined) {
    throw new DevopsqlError('the property URL is not an http or https address', {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Write it in full, for example URL=https://server/tfs/DefaultCollection.',
    })
  }
  const home = withOrganization(baseAt(url), organization)
  const moved = new Map<Service, Base>()
  return {
    home,
    movable: true,
    baseOf: (service) => moved.get(service) ?? home,
    move(resourceAreas) {
      for (const row of rowsOf(resourceAreas)) {
        const service = areaServices[row.id.toLowerCase()]
        const target = httpUrl(row.locationUrl)
        if (service === undefined || target === undefined) continue
        // A plain http address would carry the token in clear where the user had asked for TLS.
        if (url.protocol === 'https:' && target.protocol !== 'https:') continue
        moved.set(service, baseAt(target))
      }
    },
  }
}

function withOrganization(base: Base, organization: string | undefined): Base {
  if (organization === undefined || organization === '') return base
  const segment = encodeURIComponent(organization)
  const last = base.path.slice(base.path.lastIndexOf('/') + 1)
  if (last.toLowerCase() === segment.toLowerCase()) return base
  return { ...base, path: `${base.path}/${segment}` }
}

function baseAt(url: URL): Base {
  return { origin: url.origin, host: url.host, path: url.pathname.replace(/\/+$/, '') }
}

function httpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

function* rowsOf(body: unknown): Generator<{ readonly id: string; readonly locationUrl: string }> {
  const rows = typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined
  if (!Array.isArray(rows)) return
  for (const row of rows as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || !('id' in row) || !('locationUrl' in row))
      continue
    const { id, locationUrl } = row
    if (typeof id === 'string' && typeof locationUrl === 'string') yield { id, locationUrl }
  }
}
