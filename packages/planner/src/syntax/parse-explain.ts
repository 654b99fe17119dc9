import { atSymbol, type Cursor, expectClose, next, peek, takeSymbol, takeWords } from './cursor.ts'
import { unsupported } from './syntax-error.ts'

const options: ReadonlySet<string> = new Set(
  'ANALYZE BUFFERS COSTS FORMAT GENERIC_PLAN MEMORY SERIALIZE SETTINGS SUMMARY TIMING VERBOSE WAL'.split(
    ' ',
  ),
)
const no: ReadonlySet<string> = new Set(['FALSE', 'OFF', '0'])

/**
 * Takes `ANALYZE VERBOSE` or PostgreSQL's `(ANALYZE, COSTS off)` behind EXPLAIN, and gives whether it is to run. What
 * the others would show is always there, or has no meaning here.
 */
export function takeExplainOptions(cursor: Cursor): boolean {
  if (!atSymbol(cursor, '(') || !options.has(peek(cursor, 1).upper)) {
    const analyze = takeWords(cursor, 'ANALYZE')
    takeWords(cursor, 'VERBOSE')
    return analyze
  }
  const open = next(cursor)
  let analyze = false
  do {
    const option = next(cursor).upper
    const value = atSymbol(cursor, ',') || atSymbol(cursor, ')') ? undefined : next(cursor)
    if (option === 'ANALYZE') analyze = !no.has(value?.upper ?? '')
    if (option === 'FORMAT' && value?.upper !== 'TEXT') {
      throw unsupported('EXPLAIN gives text only', {
        position: value?.start ?? open.start,
        hint: 'Leave FORMAT out.',
      })
    }
  } while (takeSymbol(cursor, ','))
  expectClose(cursor, open)
  return analyze
}
