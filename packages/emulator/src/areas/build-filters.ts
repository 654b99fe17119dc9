import { badArgument } from '../answers/failures.ts'
import type { Call } from '../call.ts'
import { type EnumNumbers, enums, flagNames } from '../enum-values.ts'

type Predicate = (row: number) => boolean

interface EnumFilter {
  readonly name: string
  readonly numbers: EnumNumbers
  read(row: number): string | undefined
}

// Several values of a filter are one comma-separated flags enum; "all" and "none" filter nothing. (assumed)
function enumPredicate({ query }: Call, { name, numbers, read }: EnumFilter): readonly Predicate[] {
  const values = query.list(name)
  if (values === undefined) return []
  const wanted = flagNames(values, numbers)
  if (wanted.has('all') || wanted.has('none')) return []
  return [(row) => wanted.has(read(row)?.toLowerCase() ?? '')]
}

// "The build number, or its start followed by *." (documented for the builds list; letter case: assumed)
function numberPredicate({ organization, query }: Call): readonly Predicate[] {
  const wanted = query.text('buildNumber')?.toLowerCase()
  if (wanted === undefined) return []
  const { numberOf } = organization.builds
  if (!wanted.endsWith('*')) return [(row) => numberOf(row) === wanted]
  const prefix = wanted.slice(0, -1)
  return [(row) => numberOf(row).startsWith(prefix)]
}

function repositoryPredicate({ organization, query }: Call): readonly Predicate[] {
  const { builds, definitions, repositories } = organization
  const wanted = query.text('repositoryId')?.toLowerCase()
  const type = query.text('repositoryType')?.toLowerCase()
  if (type === undefined) {
    if (wanted === undefined) return []
    // It wants the type beside it. (documented for the builds list; the words are assumed)
    return badArgument('repositoryType is required when repositoryId is specified.')
  }
  return [
    (row) => {
      const { repository } = definitions.at(builds.definitionOf(row))
      if (type !== 'tfsgit' || repository < 0) return false
      return wanted === undefined || repositories.at(repository).id === wanted
    },
  ]
}

function requesterPredicate({ organization, query }: Call): readonly Predicate[] {
  const wanted = query.text('requestedFor')?.toLowerCase()
  if (wanted === undefined) return []
  const { builds, users } = organization
  // A name, a unique name or an id. (assumed)
  return [
    (row) => {
      const { displayName, id, uniqueName } = users.at(builds.requesterOf(row))
      return [displayName.toLowerCase(), uniqueName.toLowerCase(), id].includes(wanted)
    },
  ]
}

/** The filters of the builds list, each given one as a condition on the row. */
export function buildPredicates(call: Call): readonly Predicate[] {
  const { organization, query } = call
  const { builds, definitions } = organization
  const numbers = (name: string): ReadonlySet<number> | undefined => {
    const list = query.list(name)
    return list === undefined ? undefined : new Set(list.map(Number))
  }
  const definitionIds = numbers('definitions')
  const queueIds = numbers('queues')
  const buildIds = numbers('buildIds')
  const tags = query.list('tagFilters')
  const branch = query.text('branchName')
  return [
    ...(definitionIds
      ? [(row: number) => definitionIds.has(definitions.at(builds.definitionOf(row)).id)]
      : []),
    ...(queueIds ? [(row: number) => queueIds.has(builds.queueOf(row))] : []),
    ...(buildIds ? [(row: number) => buildIds.has(builds.idOf(row))] : []),
    // A build must have all tags. (assumed)
    ...(tags ? [(row: number) => tags.every((tag) => builds.tagsOf(row).includes(tag))] : []),
    ...(branch === undefined ? [] : [(row: number) => builds.branchOf(row) === branch]),
    ...enumPredicate(call, {
      name: 'statusFilter',
      numbers: enums.buildStatus,
      read: builds.statusOf,
    }),
    ...enumPredicate(call, {
      name: 'resultFilter',
      numbers: enums.buildResult,
      read: builds.resultOf,
    }),
    ...enumPredicate(call, {
      name: 'reasonFilter',
      numbers: enums.buildReason,
      read: builds.reasonOf,
    }),
    ...numberPredicate(call),
    ...repositoryPredicate(call),
    ...requesterPredicate(call),
  ]
}
