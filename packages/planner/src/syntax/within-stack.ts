import { syntaxError } from './syntax-error.ts'

/** The error for text that is nested deeper than it can be read. */
export function tooDeep(position: number): Error {
  return syntaxError('the nesting is too deep', {
    position,
    hint: 'Take a part out into a common table (WITH name AS ...).',
  })
}

/**
 * What `work` returns. A tree within the limit of nesting can still use up a small stack, as in a worker, and chains of
 * operators have no limit; that, too, is the error of text nested too deep, at the place that has been reached.
 */
export function withinStack<T>(work: () => T, reached: () => number): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(reached()) : error
  }
}
