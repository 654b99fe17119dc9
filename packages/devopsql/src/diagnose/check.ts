import { isDevopsqlError } from '@devopsql/errors'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'

/** One thing that is looked at. */
export interface Check {
  readonly name: string
  /** Checks whose problem leaves nothing to look at here. */
  readonly needs: readonly string[]
  run(subject: Subject): Iterable<Observation> | AsyncIterable<Observation>
}

/** A finding of the check that runs. */
export type Observation = Omit<Finding, 'check'>

export function ok(what: string): Observation {
  return { outcome: 'ok', what, hint: undefined }
}

export function warning(what: string, hint?: string): Observation {
  return { outcome: 'warning', what, hint }
}

export function problem(what: string, hint?: string): Observation {
  return { outcome: 'problem', what, hint }
}

export function skipped(what: string): Observation {
  return { outcome: 'skipped', what, hint: undefined }
}

/** What failed, in the words of the error. */
export function failed(error: unknown): Observation {
  if (!isDevopsqlError(error)) {
    const text = error instanceof Error ? error.message : String(error)
    return problem(firstLine(text), 'This is not expected: report it with what the check says.')
  }
  const { message, detail, hint } = error
  return problem(firstLine(detail === undefined ? message : `${message}: ${detail}`), hint)
}

/** Libraries and servers go on with advice for others than the reader. */
function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text.trim())?.[0] ?? ''
}
