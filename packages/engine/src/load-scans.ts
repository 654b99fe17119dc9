import { DevopsqlError } from '@devopsql/errors'
import {
  type Constant,
  type ParentRow,
  planScan,
  type ScanKey,
  type ScanPlan,
} from '@devopsql/planner'
import type { SqlValue } from '@devopsql/schema'
import type { ColumnBatch } from './duckdb/append.ts'
import { pageDecoder } from './scan/decode-page.ts'
import { checkFanOut } from './scan/fan-out.ts'
import { loadLookups } from './scan/load-lookups.ts'
import { mayPass } from './scan/may-pass.ts'
import { rowsOf } from './scan/parent-rows.ts'
import { runScan } from './scan/run-scan.ts'
import type { ScanRun } from './scan/scan-context.ts'
import type { ScanMeters } from './scan-meters.ts'

interface LoadedPage {
  readonly scan: string
  readonly batch: ColumnBatch
  /** Whether the scan's rows so far follow the order that was asked for. */
  readonly ordered: boolean
}

/** Takes decoded pages of a scan; false: it has enough. */
type TakePage = (page: LoadedPage) => Promise<boolean>

export interface LoadInput {
  readonly scans: readonly ScanPlan[]
  readonly run: ScanRun
  readonly meters: ScanMeters
  readonly take: TakePage
}

// More join keys than this cost more requests than they save: 200 work items a request, 20,000 ids a WIQL answer.
const mostKeys = 20_000

/** Reads all scans, side by side where none waits for the join keys of another. */
export async function loadScans({ scans, run, meters, take }: LoadInput): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([run.signal, stop.signal])
  const done = new Map<string, Promise<LoadedScan>>()
  const collected = new Map<string, readonly ParentRow[]>()
  const inner: ScanRun = { ...run, signal, parentRows: collected }
  const keptColumns = columnsForOthers(scans)
  const load = async (plan: ScanPlan): Promise<LoadedScan> => {
    const sources = await Promise.all(plan.keys.map(async (key) => await required(done, key.from)))
    const keyed = keyedPlan(plan, sources, inner)
    if (keyed === undefined) return { rows: [] }
    const keep = keptColumns.get(plan.id)
    const sharing = scans.filter(({ need }) => need.sharedWith === plan.id)
    const children = scans.filter(
      ({ parent }) => parent?.kind === 'rows-of' && parent.scan === plan.id,
    )
    const rows = await loadScan(keyed, { run: inner, meters, take, keep, children, sharing })
    collected.set(plan.id, rows)
    return { rows }
  }
  // A key may come from a scan that is listed later, so all are registered before the first runs.
  const start = new Map<string, () => void>()
  for (const plan of scans.filter(({ need }) => need.sharedWith === undefined)) {
    const began = new Promise<void>((resolve) => start.set(plan.id, resolve))
    done.set(
      plan.id,
      began.then(async () => await load(plan)),
    )
  }
  for (const begin of start.values()) begin()
  try {
    await Promise.all(done.values())
  } catch (error) {
    stop.abort()
    await Promise.allSettled(done.values())
    throw error
  }
}

interface LoadedScan {
  readonly rows: readonly ParentRow[]
}

async function required(
  done: ReadonlyMap<string, Promise<LoadedScan>>,
  scan: string,
): Promise<LoadedScan> {
  const loaded = done.get(scan)
  if (loaded === undefined)
    throw new DevopsqlError(`there is no source ${scan}`, { code: 'DEVOPSQL_INTERNAL' })
  return await loaded
}

/** What other scans take from the rows of a scan: all that is kept of rows besides their table. */
function columnsForOthers(scans: readonly ScanPlan[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = new Map<string, Set<string>>()
  for (const plan of scans) {
    const asParent = plan.parent?.kind === 'rows-of' ? columnsOfParent(plan) : []
    for (const { from, fromColumn } of plan.keys) {
      const names = kept.get(from) ?? new Set()
      for (const name of [fromColumn.name, ...asParent]) names.add(name)
      kept.set(from, names)
    }
  }
  return kept
}

/** What a request takes from its parent row: values for its path, columns of its own rows, a name for errors. */
function columnsOfParent({ access, columns, checks }: ScanPlan): readonly string[] {
  const own = [...columns, ...checks.map((check) => check.column)]
  return [
    'Name',
    'Id',
    ...Object.values(access.parent?.parameters ?? {}),
    ...own.flatMap(({ source }) => (source.kind === 'parent' ? [source.column] : [])),
  ]
}

/** The plan with the values of its join keys known; undefined when there are none, so that no row can be wanted. */
function keyedPlan(
  plan: ScanPlan,
  sources: readonly LoadedScan[],
  run: ScanRun,
): ScanPlan | undefined {
  if (plan.keys.length === 0) return plan
  const lists = plan.keys.map((key, index) => ({
    key,
    values: distinct(key, sources[index]?.rows ?? []),
  }))
  if (lists.some(({ values }) => values.length === 0)) return undefined
  if (plan.parent?.kind === 'rows-of') return plan
  const conjuncts = lists
    .filter(({ values }) => values.length <= mostKeys)
    .map(({ key, values }) => ({ kind: 'in', column: key.column, values, text: key.text }) as const)
  const keyed = planScan(
    { ...plan.need, keys: [], conjuncts: [...plan.need.conjuncts, ...conjuncts] },
    run.planning,
  )
  // Its table was made for the first plan, and another access may check another column.
  return { ...keyed, columns: plan.columns }
}

function distinct(key: ScanKey, rows: readonly ParentRow[]): readonly Constant[] {
  const values = new Set(rows.map((row) => row[key.fromColumn.name]))
  return [...values].flatMap((value) => constantOf(value))
}

function constantOf(value: SqlValue | undefined): readonly Constant[] {
  if (typeof value === 'number') return [{ kind: 'number', value, text: String(value) }]
  if (typeof value === 'bigint')
    return [{ kind: 'number', value: Number(value), text: String(value) }]
  return typeof value === 'string' ? [{ kind: 'string', value }] : []
}

interface LoadScanInput {
  readonly run: ScanRun
  readonly meters: ScanMeters
  readonly take: TakePage
  /** Columns of the rows that other scans wait for. */
  readonly keep: ReadonlySet<string> | undefined
  /** Scans that are read once for each of its rows. */
  readonly children: readonly ScanPlan[]
  /** Scans that its pages are read for, too. */
  readonly sharing: readonly ScanPlan[]
}

async function loadScan(
  plan: ScanPlan,
  { run, meters, take, keep, children, sharing }: LoadScanInput,
): Promise<readonly ParentRow[]> {
  const meter = meters.start(plan)
  const lookups = await loadLookups(plan, run, meter)
  const decode = pageDecoder(plan.columns, lookups)
  const kept: ParentRow[] = []
  // A row that the query drops anyway is worth no request for what belongs to it.
  const mayMatter = (row: ParentRow): boolean =>
    plan.need.conjuncts.every((conjunct) => mayPass(conjunct, row))
  for await (const page of runScan(plan, run, meter)) {
    const batch = decode(page)
    for (const { id } of [plan, ...sharing]) meters.addRows(id, batch.rowCount)
    if (keep) {
      const rows = rowsOf(plan.columns, batch).filter(mayMatter)
      kept.push(...rows.map((row) => reducedTo(row, keep)))
      for (const child of children) checkFanOut(child, kept.length, run)
    }
    const ordered = page.ordered !== false
    for (const { id } of sharing) await take({ scan: id, batch, ordered })
    if (!(await take({ scan: plan.id, batch, ordered }))) break
  }
  return kept
}

function reducedTo(row: ParentRow, names: ReadonlySet<string>): ParentRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))
}
