import type { TeamName } from './contract.ts'
import type { QueryScope } from './query-scope.ts'
import { refusal } from './wiql-error.ts'
import type { Operand } from './wiql-syntax.ts'

type Macro = Extract<Operand, { readonly kind: 'macro' }>

const month = 30 * 86_400_000

/** The iteration of `@CurrentIteration('[project]\team') + 1`. (docs/boards/queries/query-by-date-or-current-iteration.md) */
export function iterationOf(macro: Macro, scope: QueryScope): string {
  return found(scope.store.iteration(teamOf(macro, scope), macro.offset), macro)
}

/** The area of `@TeamAreas`. A team has one here. (assumed) */
export function teamAreaOf(macro: Macro, scope: QueryScope): string {
  return found(scope.store.teamArea(teamOf(macro, scope)), macro)
}

function found(path: string | undefined, macro: Macro): string {
  // Words assumed.
  if (path === undefined) throw refusal('The team or its iteration does not exist.', macro.text)
  return path
}

function teamOf({ name, argument, text }: Macro, { project, team }: QueryScope): TeamName {
  const named = /^\s*\[([^\]]+)\]\\(.+?)\s*$/.exec(argument ?? '')
  if (named !== null) return { project: named[1] ?? '', team: named[2] ?? '' }
  if (argument === undefined && project !== undefined && team !== undefined)
    return { project, team }
  const written = name === 'teamareas' ? '@TeamAreas' : '@CurrentIteration'
  // Words as users report them.
  throw refusal(`VS402612: The macro '${written}' is not supported without a team context.`, text)
}

/**
 * The work items of a macro that stands for a list of ids: `[System.Id] IN (@MyRecentActivity)`. Recent is a month;
 * nobody here follows or mentions anything. (assumed)
 */
export function idsOfMacro(name: string, scope: QueryScope): ReadonlySet<number> | undefined {
  switch (name) {
    case 'follows':
    case 'recentmentions':
      return new Set()
    case 'myrecentactivity':
      return recent(scope, (id) => scope.store.value(id, 'System.ChangedBy') === scope.me)
    case 'recentprojectactivity':
      return recent(scope, (id) => scope.store.value(id, 'System.TeamProject') === scope.project)
    default:
      return undefined
  }
}

function recent({ store, now }: QueryScope, isMeant: (id: number) => boolean): ReadonlySet<number> {
  const since = now.getTime() - month
  const isRecent = (id: number): boolean => {
    const changed = store.value(id, 'System.ChangedDate')
    return changed instanceof Date && changed.getTime() >= since
  }
  return new Set(Array.from(store.ids).filter((id) => isRecent(id) && isMeant(id)))
}
