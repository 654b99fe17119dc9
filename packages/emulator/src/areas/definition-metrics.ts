import type { Definition } from '../data/definitions.ts'
import { type Ticks, ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'

const counted = {
  SuccessfulBuilds: 'succeeded',
  PartiallySuccessfulBuilds: 'partiallySucceeded',
  FailedBuilds: 'failed',
  CanceledBuilds: 'canceled',
} as const

/** The last builds by day. Names as the service counts, days without a zone of their own. (assumed) */
export function metricsOf(
  { builds }: Organization,
  { index, project }: Definition,
  least: Ticks | undefined,
): readonly object[] {
  const counts = new Map<string, number>()
  const rows = builds.byProject.rowsOf(project)
  for (const row of rows.slice(-200)) {
    const finished = builds.finishedOf(row)
    if (builds.definitionOf(row) !== index || finished === undefined) continue
    if (least !== undefined && finished < least) continue
    const date = ticksText(finished).slice(0, 10)
    const result = builds.resultOf(row)
    const names = Object.entries(counted).flatMap(([name, of]) => (of === result ? [name] : []))
    for (const name of ['TotalBuilds', ...names]) {
      const key = `${name} ${date}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts].map(([key, intValue]) => {
    const [name, date] = key.split(' ')
    return { name, scope: '', intValue, date: `${date}T00:00:00Z` }
  })
}
