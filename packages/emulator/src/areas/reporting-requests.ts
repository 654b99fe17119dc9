import { badArgument } from '../answers/failures.ts'
import type { Call } from '../call.ts'
import { millisecondsOf } from '../data/instants.ts'
import { type RevisionPlace, watermarkOf } from '../data/revision-order.ts'

/** What is asked of the reporting API, by a query or by a body. */
export interface ReportingRequest {
  readonly fields: readonly string[] | undefined
  /** Lower case. */
  readonly types: ReadonlySet<string> | undefined
  readonly includesDeleted: boolean
  readonly latestOnly: boolean
  readonly peopleAsText: boolean
  readonly tagsAsObjects: boolean
  readonly withLongText: boolean
  readonly pageSize: number
  /** The first position of the order to look at. */
  readonly start: number
}

interface Filter {
  list(name: string): readonly string[] | undefined
  flag(name: string): boolean
}

export function readReporting(call: Call): ReportingRequest {
  const { query, variants } = call
  const filter = call.body === undefined ? filterOfQuery(call) : filterOfBody(call.body)
  return {
    fields: filter.list('fields'),
    types: typesOf(filter),
    includesDeleted: filter.flag('includeDeleted'),
    latestOnly: filter.flag('includeLatestOnly'),
    peopleAsText: !filter.flag('includeIdentityRef'),
    tagsAsObjects: filter.flag('includeTagRef'),
    withLongText: query.text('$expand')?.toLowerCase() === 'fields',
    // A page may be made smaller, not larger. (assumed)
    pageSize: Math.min(
      query.integer('$maxPageSize') ?? variants.reportingPageSize,
      variants.reportingPageSize,
    ),
    start: startOf(call),
  }
}

function filterOfQuery({ query }: Call): Filter {
  return { list: query.list, flag: query.boolean }
}

function filterOfBody(body: unknown): Filter {
  const given: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {}
  return {
    list(name) {
      const value = given[name]
      return Array.isArray(value) ? value.map(String) : undefined
    },
    flag: (name) => given[name] === true,
  }
}

function typesOf(filter: Filter): ReadonlySet<string> | undefined {
  const types = filter.list('types')
  return types === undefined ? undefined : new Set(types.map((type) => type.toLowerCase()))
}

function startOf({ query, organization }: Call): number {
  const token = query.text('continuationToken')
  const date = query.date('startDateTime')
  const { revisions } = organization.workItems
  // "Cannot be used in conjunction with 'watermark' parameter." (spec of startDateTime; words assumed)
  if (token !== undefined && date !== undefined)
    return badArgument('startDateTime cannot be used together with continuationToken.')
  if (date !== undefined) {
    const watermark = watermarkOf(millisecondsOf(date))
    return revisions.upTo({ watermark, row: -1, revision: 0 })
  }
  return token === undefined ? 0 : revisions.upTo(placeOf(token, organization))
}

/** `813;350;1`: a watermark, a work item and its revision. (examples of the specification) */
export function tokenOf(place: RevisionPlace, { workItems }: Call['organization']): string {
  return `${place.watermark};${workItems.rows.id[place.row] ?? 0};${place.revision}`
}

function placeOf(token: string, { workItems }: Call['organization']): RevisionPlace {
  const parts = /^(\d{1,10});(\d{1,10});(\d{1,10})$/.exec(token)
  // A number alone was a token of old versions. (assumed)
  const watermark = Number(parts?.[1] ?? token)
  if (!Number.isInteger(watermark))
    return badArgument(`The continuation token '${token}' is not valid.`)
  if (parts === null) return { watermark, row: Number.POSITIVE_INFINITY, revision: 0 }
  return { watermark, row: workItems.rows.rowOfAny(Number(parts[2])), revision: Number(parts[3]) }
}
