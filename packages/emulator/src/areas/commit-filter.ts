import type { Call } from '../call.ts'
import { type Ticks, ticksOf } from '../data/instants.ts'
import type { Repository } from '../data/repositories.ts'
import { enumName, enums } from '../enum-values.ts'

type Condition = (number: number) => boolean

function authorCondition({ organization, query }: Call, { index }: Repository): Condition[] {
  const author = (
    query.text('searchCriteria.author') ?? query.text('searchCriteria.user')
  )?.toLowerCase()
  if (author === undefined) return []
  const { commits, users } = organization
  return [
    // A part of the name or of the address, whatever the letter case. (assumed)
    (number) => {
      const user = users.at(commits.authorOf(index, number))
      return `${user.displayName}\n${user.mail}`.toLowerCase().includes(author)
    },
  ]
}

function dateCondition(
  { organization, query, variants }: Call,
  { index }: Repository,
): Condition[] {
  const from: Ticks | undefined = query.date('searchCriteria.fromDate')
  const to: Ticks | undefined = query.date('searchCriteria.toDate')
  if (from === undefined && to === undefined) return []
  const { commits } = organization
  // Which of the two dates counts is a variant. (assumed)
  const dateOf: (number: number) => number =
    variants.commitDate === 'committer'
      ? (number) => commits.dateOf(index, number)
      : (number) => commits.at(index, number).authorDate
  return [
    (number) => {
      const date = ticksOf(dateOf(number))
      return (from === undefined || date >= from) && (to === undefined || date <= to)
    },
  ]
}

// "A lower bound for filtering commits alphabetically." Both bounds belong to it. (assumed)
function idCondition({ organization, query }: Call, { index }: Repository): Condition[] {
  const from = query.text('searchCriteria.fromCommitId')?.toLowerCase()
  const to = query.text('searchCriteria.toCommitId')?.toLowerCase()
  if (from === undefined && to === undefined) return []
  return [
    (number) => {
      const { commitId } = organization.commits.at(index, number)
      return (from === undefined || commitId >= from) && (to === undefined || commitId <= to)
    },
  ]
}

/**
 * Commits that changed a file or something in a folder. History is one line here: commits that say so count as merges,
 * which only the full history and that of first parents have. (assumed)
 */
function pathCondition({ organization, query }: Call, { index }: Repository): Condition[] {
  const path = query.text('searchCriteria.itemPath')
  if (path === undefined || path === '/') return []
  const mode = enumName(query.text('searchCriteria.historyMode'), enums.historyMode)
  const hasMerges = mode === 'fullhistory' || mode === 'firstparent'
  const hasDeletes = !query.boolean('searchCriteria.excludeDeletes')
  return [
    (number) => {
      const { added, comment, deleted, edited } = organization.commits.at(index, number)
      if (!hasMerges && comment.startsWith('Merge ')) return false
      return organization.repositoryFiles
        .changesOf(index, number, { added, edited, deleted })
        .some(
          (change) =>
            (change.path === path || change.path.startsWith(`${path}/`)) &&
            (hasDeletes || change.changeType !== 'delete'),
        )
    },
  ]
}

/** The search criteria as one condition on the number of a commit; undefined where there are none. */
export function commitFilter(call: Call, repository: Repository): Condition | undefined {
  const all = [
    ...authorCondition(call, repository),
    ...dateCondition(call, repository),
    ...idCondition(call, repository),
    ...pathCondition(call, repository),
  ]
  return all.length === 0 ? undefined : (number) => all.every((condition) => condition(number))
}
