import type { QueryStats } from 'devopsql'
import { countText } from '../output/count-text.ts'
import { visibleText } from '../output/visible-text.ts'

/** `20 rows, 3 requests, 12,345 bytes, 120 ms, complete`. */
export function statsLine(stats: QueryStats): string {
  const parts = [
    countText(stats.rows, 'row'),
    countText(stats.requests, 'request'),
    countText(stats.bytes, 'byte'),
    `${Math.round(stats.elapsedMs)} ms`,
  ]
  if (stats.throttledMs > 0) parts.push(`throttled ${Math.round(stats.throttledMs)} ms`)
  parts.push(stats.complete ? 'complete' : 'incomplete')
  return parts.join(', ')
}

/** The stats line, and a line for each source with what was applied where. */
export function statsText(stats: QueryStats): string {
  const scans = stats.scans.map((scan) => {
    const parts = [countText(scan.requests, 'request'), countText(scan.rows, 'row')]
    if (scan.pushed.length > 0) parts.push(`sent: ${scan.pushed.join(' and ')}`)
    if (scan.local.length > 0) parts.push(`checked here: ${scan.local.join(' and ')}`)
    return visibleText(`  ${scan.table}: ${parts.join(', ')}`)
  })
  return [statsLine(stats), ...scans].map((line) => `${line}\n`).join('')
}

/** The same for programs, on one line. */
export function statsJson(stats: QueryStats): string {
  return `${JSON.stringify({
    rows: stats.rows,
    requests: stats.requests,
    bytes: stats.bytes,
    elapsedMs: stats.elapsedMs,
    throttledMs: stats.throttledMs,
    complete: stats.complete,
    missing: stats.missing,
    scans: stats.scans.map(({ table, requests, rows, pushed, local }) => ({
      table,
      requests,
      rows,
      pushed,
      local,
    })),
  })}\n`
}

/** What a partial result lacks, a line each; empty for a complete one. */
export function missingText(stats: QueryStats): string {
  if (stats.complete) return ''
  const parts = stats.missing.map((missing) =>
    visibleText(`  ${missing.table}: ${missing.part}: ${missing.reason}`),
  )
  return ['incomplete: the result lacks rows', ...parts].map((line) => `${line}\n`).join('')
}
