import type { RequestMeter } from '@devopsql/rest'
import type { QueryProgress } from './contract.ts'

const intervalMilliseconds = 100

/** Reports a query's counters some times a second; gives the function that ends it with a last report. */
export function reportProgress(
  onProgress: ((progress: QueryProgress) => void) | undefined,
  meter: RequestMeter,
  rows: () => number,
): () => void {
  if (onProgress === undefined) return () => undefined
  const report = (): void => {
    const { requests, pages, bytes, throttledMs, expectedRequests } = meter
    onProgress({ rows: rows(), requests, pages, bytes, throttledMs, expectedRequests })
  }
  const timer = setInterval(report, intervalMilliseconds)
  return () => {
    clearInterval(timer)
    report()
  }
}
