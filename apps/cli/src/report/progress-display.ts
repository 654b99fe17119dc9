import type { QueryProgress } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import { cutToWidth } from '../output/text-width.ts'
import { progressText } from './progress-text.ts'

/** One line on the terminal that says how far a long query is. Silent where standard error is no terminal, and in a pipe. */
export interface ProgressDisplay {
  readonly update: (progress: QueryProgress) => void
  /** Takes the line away, so that something else can be written; the next update brings it back. */
  readonly erase: () => void
  /** Takes the line away for good. */
  readonly stop: () => void
}

/** A query that ends sooner shows nothing. */
const firstAfterMs = 500
const againAfterMs = 100

export function progressDisplay(
  context: Pick<CliContext, 'stderr' | 'isPiped' | 'env' | 'now'>,
): ProgressDisplay {
  const { stderr, isPiped, env, now } = context
  if (stderr.isTTY !== true || isPiped || env['TERM'] === 'dumb') return silent
  const startedAt = now()
  let drawnAt = startedAt + firstAfterMs - againAfterMs
  let isShown = false
  let isStopped = false
  let latest: QueryProgress | undefined
  const draw = (): void => {
    if (isStopped || now() - drawnAt < againAfterMs) return
    drawnAt = now()
    isShown = true
    const text = progressText(latest, now() - startedAt)
    stderr.write(`\r\u001b[K${cutToWidth(text, (stderr.columns ?? 80) - 1)}`)
  }
  const erase = (): void => {
    if (!isShown) return
    isShown = false
    stderr.write('\r\u001b[K')
  }
  // While a server makes us wait no request ends, but the seconds should go on.
  const timer = setInterval(draw, 500)
  timer.unref()
  return {
    update(progress) {
      latest = progress
      draw()
    },
    erase,
    stop() {
      isStopped = true
      clearInterval(timer)
      erase()
    },
  }
}

const silent: ProgressDisplay = { update: () => {}, erase: () => {}, stop: () => {} }
