import { candidateIds, conjunctsOf } from './candidate-ids.ts'
import { textComparison } from './compare-text.ts'
import { compileCondition, type Predicate } from './compile-condition.ts'
import { endOf, linkTypeTest } from './link-conditions.ts'
import type { QueryScope } from './query-scope.ts'
import { type SortColumn, sortIds } from './sort-ids.ts'
import { mostResults, refusal, refusalOfQuery, tooMany, tooSlow } from './wiql-error.ts'
import type { Condition, LinkMode, WiqlQuery } from './wiql-syntax.ts'

/** A row of a query of links: a work item by itself, or one that another links to. */
export interface LinkRow {
  /** Undefined for a work item by itself. */
  readonly link: { readonly type: string; readonly source: number } | undefined
  readonly target: number
}

export interface LinkQuery {
  readonly query: WiqlQuery
  readonly scope: QueryScope
  readonly sortColumns: readonly SortColumn[]
  readonly limits: {
    readonly top?: number | undefined
    readonly isOutOfTime?: () => boolean
  }
}

/** What the parts of WHERE ask of the two ends and of the link between them. */
interface Parts {
  readonly source: Predicate
  readonly target: Predicate
  readonly link: (type: string) => boolean
}

/** Runs `FROM WorkItemLinks`. Without MODE it is MustContain. (wiql-syntax.md, "Queries for links between work items") */
export function runLinkQuery(input: LinkQuery): readonly LinkRow[] {
  const { query, scope, limits } = input
  const mode = query.mode ?? 'mustcontain'
  const isTree = mode === 'recursive' || mode === 'recursive-matching-children'
  // "Recursive forbids ORDER BY and ASOF." (words assumed)
  if (isTree && (query.orderBy.length > 0 || query.asOf !== undefined))
    throw refusalOfQuery('A recursive query can have neither ORDER BY nor ASOF.')
  const conjuncts = query.where === undefined ? [] : conjunctsOf(query.where)
  const parts = partsOf(conjuncts, scope)
  if (isTree && (parts.link(related) || !parts.link(child)))
    throw refusalOfQuery('A recursive query needs one link type that makes a tree.')
  const sources = sourcesOf(input, { conjuncts, parts })
  const rows = isTree
    ? treeRows(sources, { parts, scope, mode })
    : hopRows(sources, { input, parts, mode })
  if (rows.length > mostResults) throw tooMany()
  return rows.slice(0, limits.top)
}

const child = 'System.LinkTypes.Hierarchy-Forward'
const related = 'System.LinkTypes.Related'

function partsOf(conjuncts: readonly Condition[], scope: QueryScope): Parts {
  const all = (end: 'source' | 'target'): Predicate => {
    const predicates = conjuncts
      .filter((conjunct) => endOf(conjunct) === end)
      .map((conjunct) => compileCondition(conjunct, { ...scope, end }))
    return (id) => predicates.every((holds) => holds(id))
  }
  const links = conjuncts
    .filter((conjunct) => endOf(conjunct) === 'link')
    .map((conjunct) => linkTypeTest(conjunct, textComparison(scope.variants)))
  return {
    source: all('source'),
    target: all('target'),
    link: (type) => links.every((holds) => holds(type)),
  }
}

interface Sources {
  readonly conjuncts: readonly Condition[]
  readonly parts: Parts
}

function sourcesOf(
  { scope, sortColumns, limits }: LinkQuery,
  { conjuncts, parts }: Sources,
): readonly number[] {
  const items = conjuncts.filter((conjunct) => endOf(conjunct) === 'source')
  const candidates = candidateIds(scope.store, { kind: 'and', items })
  const found: number[] = []
  for (let index = 0; index < candidates.length; index += 1) {
    if (index % 1_024 === 0 && limits.isOutOfTime?.() === true) throw tooSlow()
    const id = candidates.at(index)
    if (scope.store.has(id) && parts.source(id)) found.push(id)
  }
  return sorted(found, 'source', { scope, sortColumns })
}

function sorted(
  ids: readonly number[],
  end: 'source' | 'target',
  { scope, sortColumns }: Pick<LinkQuery, 'scope' | 'sortColumns'>,
): readonly number[] {
  const columns = sortColumns.filter((column) => column.end === undefined || column.end === end)
  return columns.length === 0 ? ids : sortIds(ids, columns, scope)
}

interface Hops {
  readonly input: LinkQuery
  readonly parts: Parts
  readonly mode: LinkMode
}

function hopRows(sources: readonly number[], { input, parts, mode }: Hops): readonly LinkRow[] {
  const rows: LinkRow[] = []
  for (const source of sources) {
    const links = matchingLinks(source, parts, input.scope)
    const isShown =
      mode === 'maycontain' || (mode === 'doesnotcontain' ? links.length === 0 : links.length > 0)
    if (!isShown) continue
    rows.push({ link: undefined, target: source })
    const order = sorted(
      links.map(({ target }) => target),
      'target',
      input,
    )
    for (const target of new Set(order)) {
      for (const { type } of links.filter((link) => link.target === target))
        rows.push({ link: { type, source }, target })
    }
    if (rows.length > mostResults) throw tooMany()
  }
  return rows
}

function matchingLinks(
  source: number,
  parts: Parts,
  { store }: QueryScope,
): readonly { readonly type: string; readonly target: number }[] {
  return store
    .linksOf(source)
    .filter(({ type, target }) => parts.link(type) && store.has(target) && parts.target(target))
}

interface Tree {
  readonly parts: Parts
  readonly scope: QueryScope
  readonly mode: LinkMode
}

/** Each root that matches with everything below it that does; what is below another root is no root. (assumed) */
function treeRows(sources: readonly number[], tree: Tree): readonly LinkRow[] {
  const { parts, scope, mode } = tree
  const below = new Map<number, readonly LinkRow[]>()
  for (const source of sources) {
    const rows = descend(source, tree, 0)
    // "Match linked work items first": a root shows only with a match below it. (assumed)
    if (mode === 'recursive' || rows.length > 0 || parts.target(source)) below.set(source, rows)
  }
  const inner = new Set([...below.values()].flat().map(({ target }) => target))
  return [...below].flatMap(([source, rows]) =>
    inner.has(source) || !scope.store.has(source)
      ? []
      : [{ link: undefined, target: source }, ...rows],
  )
}

// No tree of work items is deeper than this. (assumed)
const deepest = 100

function descend(source: number, tree: Tree, depth: number): readonly LinkRow[] {
  if (depth > deepest) throw refusal('The tree of work items is too deep.', String(source))
  const { parts, scope, mode } = tree
  return scope.store.linksOf(source).flatMap(({ type, target }): readonly LinkRow[] => {
    if (!parts.link(type) || !scope.store.has(target)) return []
    const isMatch = parts.target(target)
    if (!isMatch && mode === 'recursive') return []
    const rows = descend(target, tree, depth + 1)
    return isMatch || rows.length > 0 ? [{ link: { type, source }, target }, ...rows] : []
  })
}
