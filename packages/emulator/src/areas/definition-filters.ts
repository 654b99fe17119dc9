import type { Call } from '../call.ts'
import { contentsOf } from '../data/definition-contents.ts'
import type { Definition } from '../data/definitions.ts'

type Predicate = (definition: Definition) => boolean

// "If specified, filters to definitions whose names match this pattern." A star stands for any text. (letter case: assumed)
function namePattern(text: string): RegExp {
  const source = text
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${source}$`, 'isu')
}

/** When each definition of the project was last built. */
function latestFinishes({ organization }: Call, project: number): ReadonlyMap<number, number> {
  const { builds } = organization
  const latest = new Map<number, number>()
  for (const row of builds.byProject.rowsOf(project)) {
    const definition = builds.definitionOf(row)
    latest.set(definition, Math.max(latest.get(definition) ?? 0, builds.finishedOf(row) ?? 0))
  }
  return latest
}

function builtPredicate(call: Call, project: number): readonly Predicate[] {
  const after = call.query.date('builtAfter')
  const notAfter = call.query.date('notBuiltAfter')
  if (after === undefined && notAfter === undefined) return []
  const latest = latestFinishes(call, project)
  return [
    ({ index }) => {
      const finish = latest.get(index) ?? 0
      return (
        (after === undefined || finish >= after) && (notAfter === undefined || finish < notAfter)
      )
    },
  ]
}

function repositoryPredicate({ organization, query }: Call): readonly Predicate[] {
  const { repositories } = organization
  const wanted = query.text('repositoryId')?.toLowerCase()
  const type = query.text('repositoryType')?.toLowerCase()
  if (wanted === undefined && type === undefined) return []
  return [
    ({ repository }) =>
      repository >= 0 &&
      (type === undefined || type === 'tfsgit') &&
      (wanted === undefined || repositories.at(repository).id === wanted),
  ]
}

/** A file name as it is compared: the first slash and letter case don't count. (assumed) */
function fileKey(name: string): string {
  return name.replace(/^\//, '').toLowerCase()
}

function processPredicates({ query }: Call): readonly Predicate[] {
  const type = query.integer('processType')
  const file = query.text('yamlFilename')
  const task = query.text('taskIdFilter')?.toLowerCase()
  // "To use this filter includeAllProperties should be set": otherwise nothing is filtered. (the latter is assumed)
  const wanted = query.boolean('includeAllProperties') ? file : undefined
  return [
    ...(type === undefined ? [] : [(each: Definition) => contentsOf(each).processType === type]),
    ...(wanted === undefined
      ? []
      : [(each: Definition) => fileKey(contentsOf(each).yamlFilename ?? '') === fileKey(wanted)]),
    ...(task === undefined
      ? []
      : [(each: Definition) => contentsOf(each).steps.some(({ taskId }) => taskId === task)]),
  ]
}

/** The filters of the list of definitions, each given one as a condition. */
export function definitionPredicates(call: Call, project: number): readonly Predicate[] {
  const { query } = call
  const pattern = query.text('name')
  const name = pattern === undefined ? undefined : namePattern(pattern)
  const path = query.text('path')?.toLowerCase()
  const ids = query.list('definitionIds')?.map(Number)
  return [
    ...(name === undefined ? [] : [(each: Definition) => name.test(each.name)]),
    ...(path === undefined ? [] : [(each: Definition) => each.path.toLowerCase() === path]),
    ...(ids === undefined ? [] : [(each: Definition) => ids.includes(each.id)]),
    ...repositoryPredicate(call),
    ...processPredicates(call),
    ...builtPredicate(call, project),
  ]
}
