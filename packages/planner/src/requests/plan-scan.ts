import type { Access, Column } from '@devopsql/schema'
import { contradictionOf } from '../logical/contradiction.ts'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'
import { chosenParents } from './chosen-parents.ts'
import { missingFilter } from './missing-filter.ts'
import { withNeeds } from './needed-parameters.ts'
import type { Outcome } from './outcome.ts'
import { asksForOne, isOfParameter, withAsked } from './parameter-columns.ts'
import { writeParameters } from './parameters.ts'
import { planLocal } from './plan-local.ts'
import { planParent } from './plan-parent.ts'
import { planWorkItems } from './plan-work-items.ts'
import { planRequired } from './required-path.ts'
import type { ScanContext } from './scan-context.ts'
import type { Fetch, ParentPlan, ScanNeed, ScanPlan, ScopeCheck } from './scan-plan.ts'
import { scopePredicates } from './scope-predicates.ts'
import { unsentParameter } from './unsent-parameter.ts'
import { withoutDetails } from './without-details.ts'

/** Plans how one source is read: the access that needs the fewest requests for the conjuncts at hand. */
export function planScan(need: ScanNeed, context: ScanContext): ScanPlan {
  const scoped = withScope(need)
  const contradiction = context.pushdown
    ? contradictionOf([...need.conjuncts, ...scoped.implicit])
    : undefined
  if (contradiction !== undefined) return planNothing(need, contradiction)
  const best =
    cheapest(scoped, context) ??
    cheapest(scoped, { ...context, keyed: need.keys.map(({ column }) => column.name) })
  if (best === undefined) throw unsentParameter(need) ?? missingFilter(need)
  return best.plan
}

function cheapest(scoped: Scoped, context: AccessContext): Candidate | undefined {
  return scoped.need.resolved.table.access
    .map((access) => planAccess(access, scoped, context))
    .filter((candidate): candidate is Candidate => candidate !== undefined)
    .reduce<Candidate | undefined>(
      (chosen, candidate) =>
        chosen === undefined || candidate.cost < chosen.cost ? candidate : chosen,
      undefined,
    )
}

interface AccessContext extends ScanContext {
  /** Columns that join keys will have values for, where nothing else makes the table readable. */
  readonly keyed?: readonly string[]
}

/** No row can pass: nothing is requested, so every condition is met by all the rows that come. */
function planNothing(need: ScanNeed, reason: string): ScanPlan {
  const [access] = need.resolved.table.access
  if (access === undefined) throw missingFilter(need)
  return {
    id: need.id,
    resolved: need.resolved,
    access,
    columns: need.columns,
    fetch: { kind: 'nothing', reason },
    outcomes: need.conjuncts.map(({ text }) => ({ fidelity: 'exact', text, sent: 'no request' })),
    parent: undefined,
    checks: [],
    keys: [],
    limit: undefined,
    isOrdered: false,
    need,
  }
}

interface Scoped {
  readonly need: ScanNeed
  /** The conjuncts that the scope of the table reference stands for; they have no outcome of their own. */
  readonly implicit: readonly Predicate[]
}

interface Candidate {
  readonly plan: ScanPlan
  /** Requests, roughly: only their order matters. */
  readonly cost: number
}

function withScope(need: ScanNeed): Scoped {
  return { need, implicit: scopePredicates(need.resolved) }
}

// A list that spans the organization costs more than one for a project, less than one for each project.
const listCost = 5
const parentRows = 50

function planAccess(
  access: Access,
  { need, implicit }: Scoped,
  context: AccessContext,
): Candidate | undefined {
  const choice = chosenParents(access, need.conjuncts, context)
  if (choice === undefined) return undefined
  const offered = need.conjuncts.filter(
    (predicate) => context.pushdown || isOfParameter(predicate) || choice.includes(predicate),
  )
  const required = planRequired(access, [...need.conjuncts, ...implicit], context.keyed)
  if (required === undefined) return undefined
  const parent = access.parent && planParent(access, { need, implicit, offered, context, planScan })
  const remaining = (predicate: Predicate): boolean =>
    !required.used.has(predicate) && !(parent?.sent.has(predicate) ?? false)
  const rest = offered.filter(remaining)
  const implicitRest = implicit.filter(remaining)
  const sent = planSent({
    access,
    need,
    conjuncts: rest,
    implicit: implicitRest,
    path: required.path,
    pushdown: context.pushdown,
  })
  if (!hasWindow(access, sent.fetch)) return undefined
  const outcomeOf = (predicate: Predicate): Outcome => {
    if (!context.pushdown && !required.used.has(predicate) && !isOfParameter(predicate))
      return { fidelity: 'unsupported', text: predicate.text, reason: 'Pushdown=off' }
    return (
      required.used.get(predicate) ??
      parent?.sent.get(predicate) ??
      sent.outcomes.get(predicate) ?? {
        fidelity: 'unsupported',
        text: predicate.text,
        reason: 'nothing sends it',
      }
    )
  }
  const outcomes = need.conjuncts.map(outcomeOf)
  const isUnsent = (predicate: Predicate, outcome: Outcome | undefined): boolean =>
    isOfParameter(predicate) &&
    // Several values in the path are requests of their own, whose rows would not tell theirs.
    (outcome?.fidelity !== 'exact' || (required.used.has(predicate) && !asksForOne(predicate)))
  if (need.conjuncts.some((predicate, index) => isUnsent(predicate, outcomes[index])))
    return undefined
  const allExact = outcomes.every((outcome) => outcome.fidelity === 'exact')
  const fetch = allExact ? sent.fetch : sent.fetchWithoutTop
  const isFound =
    allExact &&
    implicitRest.every((predicate) => sent.outcomes.get(predicate)?.fidelity === 'exact')
  const idsOnly = isFound && areIdsEnough(access, fetch, need.columns)
  const checks = (idsOnly ? [] : implicitRest).flatMap((predicate) =>
    // A work item may move to another project between the query that finds it and the batch that reads it.
    checkOf(predicate, access.language === 'wiql' ? undefined : sent.outcomes.get(predicate)),
  )
  const isSingle =
    access.parent === undefined &&
    Object.values(required.path).every((values) => values.length === 1)
  const isOrdered = need.order.length > 0 && sent.isOrdered && isSingle
  const columns = withColumns(
    need,
    checks.map((check) => check.column),
  )
  const plan: ScanPlan = {
    id: need.id,
    resolved: need.resolved,
    access: withoutDetails(access, need, columns),
    columns,
    fetch: idsOnly ? { ...fetch, idsOnly } : fetch,
    outcomes,
    parent: parent?.plan,
    checks,
    keys: need.keys,
    limit: need.order.length === 0 || isOrdered ? need.limit : undefined,
    isOrdered,
    need,
  }
  return { plan, cost: costOf(plan, required.path) }
}

/** WIQL answers ids, so batches are of use only where more is read of the work items, or checked. */
function areIdsEnough(
  { each }: Access,
  fetch: Fetch,
  columns: readonly Column[],
): fetch is Extract<Fetch, { kind: 'work-items' }> {
  return (
    fetch.kind === 'work-items' &&
    fetch.ids === undefined &&
    each === undefined &&
    columns.every(({ source }) => source.kind === 'row' && source.path.join('.') === 'id')
  )
}

/** A list that is read in windows of time is of use only where a predicate says when they begin. */
function hasWindow({ paging }: Access, fetch: Fetch): boolean {
  return paging.kind !== 'time-window' || (fetch.kind === 'list' && paging.from in fetch.query)
}

interface Sent {
  readonly fetch: Fetch
  readonly fetchWithoutTop: Fetch
  readonly outcomes: ReadonlyMap<Predicate, Outcome>
  readonly isOrdered: boolean
}

interface SentInput extends ParameterInput {
  readonly pushdown: boolean
}

function planSent(input: SentInput): Sent {
  const { access, conjuncts, implicit } = input
  switch (access.language) {
    case 'wiql':
      return planWorkItems(input)
    case 'parameters':
      return planParameters(input)
    case 'local': {
      const { fetch, outcomes } = planLocal([...implicit, ...conjuncts])
      return { fetch, fetchWithoutTop: fetch, outcomes, isOrdered: false }
    }
  }
}

interface ParameterInput {
  readonly access: Access
  readonly need: ScanNeed
  readonly conjuncts: readonly Predicate[]
  readonly implicit: readonly Predicate[]
  readonly path: Readonly<Record<string, readonly string[]>>
}

function planParameters({ access, need, conjuncts, implicit, path }: ParameterInput): Sent {
  const all = [...implicit, ...conjuncts]
  const written = writeParameters(access, all)
  const outcomes = new Map(
    all.map((predicate, index) => [predicate, written.outcomes[index] ?? unsent(predicate)]),
  )
  const order = written.isAlone ? undefined : orderOf(access, need, written.query)
  const query = withNeeds({ ...written.query, ...order?.send }, need.columns, access.pushdown)
  const fetch: Fetch = { kind: 'list', query, path }
  return { fetch, fetchWithoutTop: fetch, outcomes, isOrdered: order !== undefined }
}

function unsent(predicate: Predicate): Outcome {
  return { fidelity: 'unsupported', text: predicate.text, reason: 'nothing sends it' }
}

/** The remote order that is the query's, unless a pushed predicate needs its parameters otherwise. */
function orderOf(
  access: Access,
  need: ScanNeed,
  query: Readonly<Record<string, string>>,
): { readonly send: Readonly<Record<string, string>> } | undefined {
  const [first] = need.order
  if (first === undefined || need.order.length > 1 || need.limit === undefined) return undefined
  const order = access.orders?.find(
    (candidate) =>
      candidate.column === first.column.name && candidate.descending === first.descending,
  )
  if (order === undefined) return undefined
  const clashes = Object.entries(order.send).some(([name, value]) => {
    const current = query[name]
    return current !== undefined && current !== value && current !== access.request.query?.[name]
  })
  return clashes ? undefined : { send: order.send }
}

function checkOf(predicate: Predicate, outcome: Outcome | undefined): readonly ScopeCheck[] {
  const isRead = outcome?.fidelity !== 'exact' || predicate.kind !== 'compare'
  const equality = equalityConstants(predicate)
  const [value] = equality?.values ?? []
  return isRead && equality !== undefined && value?.kind === 'string'
    ? [{ column: equality.column, value: value.value }]
    : []
}

function withColumns(need: ScanNeed, more: readonly Column[]): readonly Column[] {
  const wanted = new Set([...need.columns, ...more].map((column) => column.name))
  return need.resolved.table.columns
    .filter((column) => wanted.has(column.name))
    .map((column) => withAsked(column, need.conjuncts))
}

function costOf(plan: ScanPlan, path: Readonly<Record<string, readonly string[]>>): number {
  const fanOut = Object.values(path).reduce((product, values) => product * values.length, 1)
  const filtered = 1 + plan.outcomes.filter((outcome) => outcome.fidelity !== 'unsupported').length
  const parents = plan.parent
  const lists = parents === undefined ? listCost : parentCount(parents)
  // Values of its own choose an access before all else; between two that have them, the place decides.
  if (Object.keys(path).length > 0) return (fanOut + lists / 10_000) / filtered
  return lists / filtered
}

function parentCount(parent: ParentPlan): number {
  switch (parent.kind) {
    case 'known':
      return parent.rows.length
    case 'rows-of':
      return 1
    case 'scan': {
      const named = parent.scan.need.conjuncts.flatMap(
        (predicate) => equalityConstants(predicate)?.values ?? [],
      )
      const nested = parent.scan.parent ? parentCount(parent.scan.parent) : 1
      return named.length > 0 ? named.length * nested : parentRows * nested
    }
  }
}
