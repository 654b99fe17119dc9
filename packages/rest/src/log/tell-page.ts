import type { RequestContext } from '../contract.ts'
import type { Log } from './log-event.ts'

/** Tells of a page that a reader hands on. */
export function tellPage(
  log: Log | undefined,
  { queryId }: RequestContext,
  text: () => string,
): void {
  log?.({ level: 5, module: 'HTTP', queryId, text })
}
