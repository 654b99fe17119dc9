import type { Access } from '@devopsql/schema'
import { columnsOf, conjunctsOf, type Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'
import { isLoose, type ParentTable, parentColumn, renameToParent } from './rename-to-parent.ts'
import type { ScanContext } from './scan-context.ts'
import type { ParentPlan, ScanKey, ScanNeed, ScanPlan } from './scan-plan.ts'

export interface ParentInput {
  readonly need: ScanNeed
  readonly implicit: readonly Predicate[]
  readonly offered: readonly Predicate[]
  readonly context: ScanContext
  /** Plans the read of the parent table. */
  readonly planScan: (need: ScanNeed, context: ScanContext) => ScanPlan
}

export interface PlannedParent {
  readonly plan: ParentPlan
  readonly sent: ReadonlyMap<Predicate, Outcome>
}

/** Plans where the parent rows of an access come from; undefined for an access without parent. */
export function planParent(
  access: Access,
  { need, implicit, offered, context, planScan }: ParentInput,
): PlannedParent | undefined {
  const link = access.parent
  const table = link && context.findTable(link.table)
  if (link === undefined || table === undefined) return undefined
  const own = need.columns.flatMap((column) =>
    column.source.kind === 'parent' ? [column.source.column] : [],
  )
  const parameters = Object.values(link.parameters)
  const fromKey = need.keys.find((key) => sharesRows(key, link.table))
  if (fromKey) return { plan: { kind: 'rows-of', scan: fromKey.from }, sent: new Map() }
  const { project } = need.resolved.scope
  const isNamed =
    link.table === 'Projects' && project !== undefined && own.every((name) => name === 'Name')
  if (isNamed) {
    const row = Object.fromEntries([...parameters, 'Name'].map((name) => [name, project]))
    return {
      plan: { kind: 'known', rows: [row] },
      sent: exactFor(implicit, { link, table }, project),
    }
  }
  const renamed = [...implicit, ...offered].flatMap((predicate) => {
    const there = renameToParent(predicate, { link, table })
    return there === undefined ? [] : [{ predicate, conjuncts: conjunctsOf(there) }]
  })
  const conjuncts = renamed.flatMap((each) => each.conjuncts)
  // The name is for errors and partial results, which should not speak in identifiers.
  const wanted = new Set([
    'Name',
    ...own,
    ...parameters,
    ...conjuncts.flatMap(columnsOf).map(({ name }) => name),
  ])
  const keys = need.keys.flatMap((key) => renameKey(key, { link, table }))
  const parentNeed: ScanNeed = {
    id: `${need.id}.${link.table}`,
    resolved: { ...need.resolved, table },
    columns: table.columns.filter((column) => wanted.has(column.name)),
    conjuncts,
    keys,
    limit: undefined,
    order: [],
  }
  const mustExist = link.table === 'Projects' ? project : undefined
  const scan = planScan(parentNeed, context)
  const outcomeOf = new Map(conjuncts.map((conjunct, index) => [conjunct, scan.outcomes[index]]))
  const sent = new Map(
    renamed.map((each): [Predicate, Outcome] => [
      each.predicate,
      outcomeThere(each.predicate, {
        parentTable: link.table,
        isExact:
          each.conjuncts.every((one) => outcomeOf.get(one)?.fidelity === 'exact') &&
          !columnsOf(each.predicate).some((column) => isLoose(column, link)),
      }),
    ]),
  )
  return { plan: { kind: 'scan', scan, mustExist }, sent }
}

/** Parent rows are chosen by the predicate; where their own read doesn't do it precisely, the rows are checked again. */
function outcomeThere(
  { text }: Predicate,
  { parentTable, isExact }: { readonly parentTable: string; readonly isExact: boolean },
): Outcome {
  const sent = `rows of ${parentTable}`
  return isExact
    ? { fidelity: 'exact', text, sent }
    : { fidelity: 'inexact', text, sent, reason: `rows of ${parentTable} are chosen loosely` }
}

function exactFor(
  predicates: readonly Predicate[],
  parent: ParentTable,
  project: string,
): ReadonlyMap<Predicate, Outcome> {
  return new Map(
    predicates
      .filter(
        (predicate) =>
          predicate.kind === 'compare' && parentColumn(predicate.column, parent)?.name === 'Name',
      )
      .map((predicate) => [
        predicate,
        { fidelity: 'exact', text: predicate.text, sent: `project=${project}` },
      ]),
  )
}

/** Whether the other source's rows are the parent rows: it is the parent table, joined on its key. */
function sharesRows(key: ScanKey, parentTable: string): boolean {
  return key.fromTable === parentTable && key.isWholeKey
}

function renameKey(key: ScanKey, parent: ParentTable): readonly ScanKey[] {
  const column = parentColumn(key.column, parent)
  return column ? [{ ...key, column }] : []
}
