import type { ParentPlan, ParentRow, ScanPlan } from '@devopsql/planner'
import {
  type ListRequest,
  type RequestContext,
  type RequestMeter,
  readList,
  readWorkItems,
} from '@devopsql/rest'
import type { Access } from '@devopsql/schema'
import { columnReader, decodeColumn } from './decode-page.ts'
import { explode, nestedRows } from './explode.ts'
import { fanOut } from './fan-out.ts'
import { mayPass } from './may-pass.ts'
import { mergeConcurrently, type OpenStream } from './merge-concurrently.ts'
import { parentRows } from './parent-rows.ts'
import { type RawPage, valueAt } from './raw-page.ts'
import { canBeLeftOut, inContext, isRefused, noSuchProject, reasonOf } from './read-failure.ts'
import { createReaders } from './readers.ts'
import { type RequestPath, requestPaths, wholeOrganization } from './request-paths.ts'
import { rowKeyOf } from './row-key.ts'
import type { ScanRun } from './scan-context.ts'
import { wholeRows } from './whole-rows.ts'

/** Reads one source to its proven end, page by page. Leaving the loop early aborts its requests. */
export async function* runScan(
  plan: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncGenerator<RawPage> {
  for await (const page of pagesOf(plan, run, meter)) {
    const checked = applyChecks(plan, page)
    if (checked.rows.length > 0) yield checked
  }
}

function pagesOf(
  plan: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncIterable<RawPage> | readonly RawPage[] {
  switch (plan.fetch.kind) {
    case 'nothing':
      return []
    case 'list':
      return readLists(plan, run, meter)
    case 'work-items':
      return readItems(plan, run, meter)
    case 'local':
      return readLocal(plan, run, meter)
  }
}

async function* readLocal(
  { fetch, resolved, columns }: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncGenerator<RawPage> {
  if (fetch.kind !== 'local') return
  const context = { signal: run.signal, meter, queryId: run.queryId }
  const request = {
    schema: resolved.schema,
    table: resolved.table.name,
    columns: columns.map(({ name }) => name),
    equal: fetch.equal,
  }
  for await (const rows of run.localRows(request, context)) yield pageOf(rows, true)
}

async function* readLists(
  plan: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncGenerator<RawPage> {
  const { fetch, parent, access } = plan
  if (fetch.kind !== 'list') return
  const pages = parent
    ? readGroups(plan, fanOut(plan, parentPages(parent, run, meter), run), { run, meter })
    : readPaths(plan, requestPaths(access, fetch.path, undefined), { run, meter })
  // Two spellings of one name are answered with the same row, and lists may overlap.
  const mayRepeat =
    access.request.also !== undefined ||
    Object.values(fetch.path).some((values) => values.length > 1)
  yield* mayRepeat ? withoutRepeats(plan, pages) : pages
}

type Reading = Pick<OneRead, 'run' | 'meter'>

async function* readGroups(
  plan: ScanPlan,
  groups: AsyncIterable<readonly RequestPath[]>,
  reading: Reading,
): AsyncGenerator<RawPage> {
  for await (const paths of groups) yield* readPaths(plan, paths, reading)
}

async function* readPaths(
  plan: ScanPlan,
  paths: readonly RequestPath[],
  { run, meter }: Reading,
): AsyncGenerator<RawPage> {
  const [only] = paths
  if (paths.length === 1 && only !== undefined) {
    yield* readOne(plan, { path: only, run, meter, signal: run.signal })
    return
  }
  const streams = paths.map(
    (path): OpenStream<RawPage> =>
      (signal) =>
        readOne(plan, { path, run, meter, signal }),
  )
  const concurrency = run.client.maxConcurrency * 2
  // The first rows may be enough where the query stops after some.
  const startsWith = plan.limit === undefined ? concurrency : 1
  yield* mergeConcurrently(streams, { concurrency, startsWith, signal: run.signal })
}

async function* withoutRepeats(
  { access, resolved }: ScanPlan,
  pages: AsyncIterable<RawPage>,
): AsyncGenerator<RawPage> {
  const keyOf = access.each === undefined ? rowKeyOf(resolved.table, access) : undefined
  const seen = new Set<string>()
  for await (const page of pages) {
    const rows = page.rows.filter((row) => {
      const key = keyOf?.(row)
      const isNew = key === undefined || !seen.has(key)
      if (key !== undefined) seen.add(key)
      return isNew
    })
    yield { ...page, rows }
  }
}

/** The rows of the parent as they come. */
async function* parentPages(
  parent: ParentPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncGenerator<readonly ParentRow[]> {
  switch (parent.kind) {
    case 'known':
      yield parent.rows
      return
    case 'rows-of':
      yield run.parentRows.get(parent.scan) ?? []
      return
    case 'scan': {
      const { scan, mustExist } = parent
      let isEmpty = true
      for await (const rows of parentRows(runScan(scan, run, meter), scan.columns)) {
        isEmpty &&= rows.length === 0
        yield rows.filter((row) => scan.need.conjuncts.every((each) => mayPass(each, row)))
      }
      if (isEmpty && mustExist !== undefined) throw noSuchProject(mustExist)
    }
  }
}

interface OneRead {
  readonly path: RequestPath
  readonly run: ScanRun
  readonly meter: RequestMeter
  readonly signal: AbortSignal
}

async function* readOne(
  plan: ScanPlan,
  { path, run, meter, signal }: OneRead,
): AsyncGenerator<RawPage> {
  const { access, fetch } = plan
  const rowKey = rowKeyOf(plan.resolved.table, access)
  const limit = sufficientRows(plan)
  const request: ListRequest = {
    service: access.request.service,
    method: access.request.method,
    template: path.template,
    path: path.path,
    query: { ...(fetch.kind === 'list' ? fetch.query : {}), ...path.query },
    ...(path.body !== undefined && { body: path.body }),
    ...(access.request.parametersIn && { parametersIn: access.request.parametersIn }),
    apiVersion: access.request.apiVersion,
    rows: access.rows,
    paging: access.paging,
    ...(rowKey && { rowKey }),
    ...(access.missingIsEmpty === true && { missingIsEmpty: true }),
    ...(limit !== undefined && { limit }),
  }
  const context: RequestContext = { signal, meter, queryId: run.queryId }
  const { client } = run
  const { partial } = access
  const readers = createReaders({ client, context, request, holes: path.holes, partial })
  try {
    for await (const page of readList(run.client, request, context)) {
      const { rows, holders } = await wholeRows(page.rows, access, readers)
      yield access.each === undefined
        ? { rows, outers: holders, parent: path.parent }
        : explode(rows, nestedRows(access, access.each), path.parent)
    }
  } catch (error) {
    const failure = noted(error, plan, { part: path.part, run })
    if (!run.allowPartial || !canBeLeftOut(failure)) throw failure
    run.missing.push({
      table: plan.resolved.table.name,
      part: path.part,
      reason: reasonOf(failure),
    })
  }
}

/** How many rows are enough where every row that comes is one of the result. */
function sufficientRows(plan: ScanPlan): number | undefined {
  const isExact =
    plan.checks.length === 0 && plan.outcomes.every((outcome) => outcome.fidelity === 'exact')
  // Rows that come twice are dropped where there are several lists.
  const { each, keeps, tree, partial, request } = plan.access
  const isPlain = [each, keeps, tree, partial, request.also].every((part) => part === undefined)
  return isExact && isPlain ? plan.limit : undefined
}

async function* readItems(
  plan: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): AsyncGenerator<RawPage> {
  const { access, fetch } = plan
  if (fetch.kind !== 'work-items' || access.paging.kind !== 'ids-then-batch') return
  const context = { signal: run.signal, meter, queryId: run.queryId }
  const request = {
    fields: fetch.fields,
    relations: fetch.relations,
    idsOnly: fetch.idsOnly,
    maxIds: access.paging.maxIds,
    batchSize: access.paging.batchSize,
    lazy: plan.limit !== undefined,
    ...(fetch.project !== undefined && { project: encodeURIComponent(fetch.project) }),
    ...(fetch.ids !== undefined ? { ids: fetch.ids } : { conditions: fetch.conditions }),
    ...(fetch.orderBy !== undefined && { orderBy: fetch.orderBy }),
  }
  const seen = new Set<unknown>()
  let asked = 0
  try {
    const top = fetch.top === undefined ? {} : { top: fetch.top }
    for await (const page of readWorkItems(run.client, { ...request, ...top }, context)) {
      asked += page.asked
      if (fetch.top !== undefined) for (const row of page.rows) seen.add(valueAt(row, ['id']))
      yield itemsPage(access, page.rows, page.ordered)
    }
    if (fetch.top === undefined || asked < fetch.top) return
    // Whoever still reads has too few rows: items that were found first have changed or gone since.
    for await (const page of readWorkItems(run.client, request, context)) {
      const unseen = page.rows.filter((row) => !seen.has(valueAt(row, ['id'])))
      yield itemsPage(access, unseen, page.ordered)
    }
  } catch (error) {
    throw noted(error, plan, { part: fetch.project ?? wholeOrganization, run })
  }
}

/** The failure of a part; refusals are told. */
function noted(
  error: unknown,
  plan: ScanPlan,
  { part, run }: { readonly part: string; readonly run: ScanRun },
): unknown {
  if (isRefused(error)) {
    const template = plan.access.request.path
    run.onRefused({ table: plan.resolved.table.name, part, template, error })
  }
  return inContext(error, plan, { part })
}

function itemsPage(access: Access, rows: readonly unknown[], ordered: boolean): RawPage {
  const { each } = access
  if (each === undefined) return pageOf(rows, ordered)
  return { ...explode(rows, nestedRows(access, each), undefined), ordered }
}

function pageOf(rows: readonly unknown[], ordered: boolean): RawPage {
  return { rows, outers: undefined, parent: undefined, ordered }
}

/** Applies what the access keeps, and the conditions that the place of the table stands for. */
function applyChecks(plan: ScanPlan, page: RawPage): RawPage {
  const { keeps } = plan.access
  if (plan.checks.length === 0 && keeps === undefined) return page
  const checks = plan.checks.map(({ column, value }) => {
    const values = columnReader(column, decodeColumn(column), new Map())(page)
    const wanted = value.toLowerCase()
    return (index: number): boolean => String(values[index]).toLowerCase() === wanted
  })
  const isKept = (index: number): boolean =>
    keeps === undefined || valueAt(page.rows[index], keeps.path.split('.')) === keeps.text
  const tests = [...checks, isKept]
  const keep = page.rows.map((_, index) => tests.every((test) => test(index)))
  return {
    ...page,
    rows: page.rows.filter((_, index) => keep[index]),
    outers: page.outers?.filter((_, index) => keep[index]),
    ...(page.places && { places: page.places.filter((_, index) => keep[index]) }),
  }
}
