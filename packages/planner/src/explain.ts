import type { QueryPlan, Residual } from './query-plan.ts'
import { estimateQuery, estimateScan, formatEstimate } from './requests/estimate-requests.ts'
import type { Outcome } from './requests/outcome.ts'
import type { ParentPlan, ScanPlan } from './requests/scan-plan.ts'

/** The plan in lines for people: per source what is requested, what is sent, what is checked here and why. */
export function explainPlan(plan: QueryPlan): readonly string[] {
  if (plan.scans.length === 0) return ['no source: computed here, no request']
  return [
    ...plan.scans.flatMap((scan) => explainScan(scan)),
    explainResidual(plan.residual),
    `requests in all: ${formatEstimate(estimateQuery(plan.scans))}`,
  ]
}

function explainScan(scan: ScanPlan): readonly string[] {
  const { catalog, schema, table } = scan.resolved
  const place = [catalog, schema, table.name].join('.')
  const named = scan.id === table.name ? '' : ` as ${scan.id}`
  return [
    `${place}${named}`,
    ...indent([
      `read: ${requestText(scan)}`,
      ...(scan.need.sharedWith === undefined ? parentText(scan.parent) : []),
      ...scan.keys.map((key) => `waits for: ${key.from}.${key.fromColumn.name} (${key.text})`),
      ...scan.outcomes.map(outcomeText),
      ...scan.checks.map(
        (check) => `check here: ${check.column.name} = '${check.value}' (the place of the table)`,
      ),
      ...(scan.limit === undefined
        ? []
        : [
            `stop after: ${scan.limit} rows that pass${scan.isOrdered ? ', in the order of the query' : ''}`,
          ]),
      `columns: ${scan.columns.map((column) => column.name).join(', ')}`,
      `requests: ${formatEstimate(estimateScan(scan))}`,
    ]),
  ]
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

function requestText({ access, fetch, need }: ScanPlan): string {
  if (need.sharedWith !== undefined) return `once, with ${need.sharedWith}`
  const { method, path, also = [] } = access.request
  if (fetch.kind === 'local') return access.name
  if (fetch.kind === 'nothing') return `nothing, because no row can meet ${fetch.reason}`
  if (fetch.kind === 'list') {
    const query = Object.entries(fetch.query).map(([name, value]) => `${name}=${value}`)
    const sent = query.length === 0 ? '' : `?${query.join('&')}`
    return `${method} ${[path, ...also].map((each) => `${each}${sent}`).join(' and ')} (${access.name})`
  }
  if (fetch.ids !== undefined) return `POST _apis/wit/workitemsbatch for ${fetch.ids.length} ids`
  const order = fetch.orderBy === undefined ? '' : ` ORDER BY ${fetch.orderBy}`
  const top = fetch.top === undefined ? '' : `, top ${fetch.top}`
  const [first = ''] = fetch.conditions
  const where = first === '' ? '' : ` WHERE ${first}`
  const more = fetch.conditions.length > 1 ? ` and ${fetch.conditions.length - 1} more` : ''
  const batches = fetch.idsOnly ? '' : ', then POST _apis/wit/workitemsbatch'
  return `WIQL${where}${order}${top}${more}${batches}`
}

function parentText(parent: ParentPlan | undefined): readonly string[] {
  if (parent === undefined) return []
  switch (parent.kind) {
    case 'known':
      return [
        `for each of: ${parent.rows.map((row) => String(row['Name'] ?? row['Id'])).join(', ')}`,
      ]
    case 'rows-of':
      return [`for each row of: ${parent.scan}`]
    case 'scan':
      return [
        `for each of: ${parent.scan.resolved.table.name}`,
        ...indent(explainScan(parent.scan).slice(1)),
      ]
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.fidelity) {
    case 'exact':
      return `sent: ${outcome.text} as ${outcome.sent} (exact)`
    case 'inexact':
      return `sent: ${outcome.text} as ${outcome.sent} (superset: ${outcome.reason}; checked here again)`
    case 'unsupported':
      return `here: ${outcome.text} (${outcome.reason})`
  }
}

function explainResidual(residual: Residual): string {
  switch (residual.kind) {
    case 'direct':
      return 'rows: as they arrive, without the engine'
    case 'pages':
      return 'rows: page by page through the engine'
    case 'load':
      return residual.stopWhen === undefined
        ? 'rows: after all sources are loaded'
        : `rows: as soon as ${residual.stopWhen.rows} pass`
  }
}
