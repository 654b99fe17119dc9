import type { RequestMeter } from '@devopsql/rest'
import type { QueryProgress } from './contract.ts'

const intervalMilliseconds = 100

/** Reports a statement's counters some times a second; gives the function that ends it with a last report. */
export function reportProgress(
  onProgress: ((progress: QueryProgress) => void) | undefined,
  meter: RequestMeter,
): () => void {
  if (onProgress === undefined) return () => undefined
  const report = (): void => {
    const { rows, requests, pages, bytes, throttledMs, expectedRequests } = meter
    onProgress({ rows, requests, pages, bytes, throttledMs, expectedRequests })
  }
  const timer = setInterval(report, intervalMilliseconds)
  // A result that nobody reads to its end must not keep the process.
  timer.unref()
  return () => {
    clearInterval(timer)
    report()
  }
}
