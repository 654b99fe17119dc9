/** An enum of the service: names in lower case with the numbers that official clients send. */
export type EnumNumbers = Readonly<Record<string, number>>

type EnumOf =
  | 'buildOrder'
  | 'buildStatus'
  | 'buildResult'
  | 'buildReason'
  | 'definitionOrder'
  | 'environmentStatus'
  | 'historyMode'
  | 'pullRequestStatus'
  | 'queryDeleted'
  | 'timeRange'
  | 'versionOptions'
  | 'versionType'

// The service takes names in any letter case and numbers; the clients send numbers. (azure-devops-node-api)
export const enums: Readonly<Record<EnumOf, EnumNumbers>> = {
  buildOrder: {
    finishtimeascending: 2,
    finishtimedescending: 3,
    queuetimedescending: 4,
    queuetimeascending: 5,
    starttimedescending: 6,
    starttimeascending: 7,
  },
  buildStatus: {
    none: 0,
    inprogress: 1,
    completed: 2,
    cancelling: 4,
    postponed: 8,
    notstarted: 32,
    all: 47,
  },
  buildResult: { none: 0, succeeded: 2, partiallysucceeded: 4, failed: 8, canceled: 32 },
  buildReason: { none: 0, manual: 1, individualci: 2, batchedci: 4, schedule: 8, pullrequest: 256 },
  definitionOrder: {
    none: 0,
    lastmodifiedascending: 1,
    lastmodifieddescending: 2,
    definitionnameascending: 3,
    definitionnamedescending: 4,
  },
  environmentStatus: {
    undefined: 0,
    notstarted: 1,
    inprogress: 2,
    succeeded: 4,
    canceled: 8,
    rejected: 16,
    queued: 32,
    scheduled: 64,
    partiallysucceeded: 128,
  },
  historyMode: {
    simplifiedhistory: 0,
    firstparent: 1,
    fullhistory: 2,
    fullhistorysimplifymerges: 3,
  },
  pullRequestStatus: { notset: 0, active: 1, abandoned: 2, completed: 3, all: 4 },
  queryDeleted: { excludedeleted: 0, includedeleted: 1, onlydeleted: 2 },
  timeRange: { created: 1, closed: 2 },
  versionOptions: { none: 0, previouschange: 1, firstparent: 2 },
  versionType: { branch: 0, tag: 1, commit: 2 },
}

/** The name of one value, in lower case. */
export function enumName(value: string | undefined, numbers: EnumNumbers): string | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  const found = Object.entries(numbers).find(([, candidate]) => candidate === number)
  return found?.[0] ?? value.toLowerCase()
}

/** The names of a flags value: a list of names, or the sum of their numbers. */
export function flagNames(values: readonly string[], numbers: EnumNumbers): ReadonlySet<string> {
  const names = values.flatMap((value) => {
    const exact = enumName(value, numbers)
    const sum = Number(value)
    if (exact !== undefined && (exact in numbers || !Number.isInteger(sum))) return [exact]
    return Object.entries(numbers).flatMap(([name, bit]) =>
      bit !== 0 && (sum & bit) === bit ? [name] : [],
    )
  })
  return new Set(names)
}
