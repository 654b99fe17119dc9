import type { Sample } from './ast.ts'
import {
  atSymbol,
  type Cursor,
  expectClose,
  expectSymbol,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'

/** `TABLESAMPLE ...` after a table; undefined when it isn't there. */
export function parseTableSample(cursor: Cursor): Sample | undefined {
  const { start } = peek(cursor)
  return takeWords(cursor, 'TABLESAMPLE') ? parseSample(cursor, start) : undefined
}

/** `USING SAMPLE ...` at the end of a SELECT; undefined when it isn't there. */
export function parseUsingSample(cursor: Cursor): Sample | undefined {
  const { start } = peek(cursor)
  return takeWords(cursor, 'USING', 'SAMPLE') ? parseSample(cursor, start) : undefined
}

const methods: ReadonlyMap<string, Sample['method']> = new Map([
  ['RESERVOIR', 'reservoir'],
  ['BERNOULLI', 'bernoulli'],
  ['SYSTEM', 'system'],
])

type Size = Pick<Sample, 'size' | 'unit'>

/** `5 ROWS`, `10%`, `bernoulli(10%)` or `10% (bernoulli, 42)`, with or without `REPEATABLE (42)`. */
function parseSample(cursor: Cursor, start: number): Sample {
  const before = takeMethod(cursor)
  const open = before !== undefined || atSymbol(cursor, '(') ? expectSymbol(cursor, '(') : undefined
  const size = parseSize(cursor, before)
  if (open !== undefined) expectClose(cursor, open)
  const after = before === undefined ? parseMethod(cursor) : {}
  const seed = takeWords(cursor, 'REPEATABLE') ? parseSeed(cursor) : after.seed
  const method = before ?? after.method ?? (size.unit === 'rows' ? 'reservoir' : 'system')
  return { kind: 'sample', ...size, method, ...(seed && { seed }), span: spanFrom(cursor, start) }
}

function takeMethod(cursor: Cursor): Sample['method'] | undefined {
  const method = methods.get(peek(cursor).upper)
  if (method !== undefined) next(cursor)
  return method
}

/** Without a unit it is a percentage where the method takes nothing else. */
function parseSize(cursor: Cursor, method: Sample['method'] | undefined): Size {
  const size = parseNumber(cursor, 'a number of rows or a percentage')
  if (takeSymbol(cursor, '%') || takeWords(cursor, 'PERCENT')) return { size, unit: 'percent' }
  const isRows = takeWords(cursor, 'ROWS') || takeWords(cursor, 'ROW')
  const isShare = !isRows && (method === 'system' || method === 'bernoulli')
  return { size, unit: isShare ? 'percent' : 'rows' }
}

/** `(bernoulli)` or `(bernoulli, 42)`. */
function parseMethod(cursor: Cursor): Partial<Pick<Sample, 'method' | 'seed'>> {
  const open = peek(cursor)
  if (!takeSymbol(cursor, '(')) return {}
  const method = takeMethod(cursor)
  if (method === undefined) throw unexpected(cursor, 'RESERVOIR, BERNOULLI or SYSTEM')
  const seed = takeSymbol(cursor, ',') ? parseNumber(cursor, 'a seed') : undefined
  expectClose(cursor, open)
  return { method, ...(seed && { seed }) }
}

function parseSeed(cursor: Cursor): string {
  const open = expectSymbol(cursor, '(')
  const seed = parseNumber(cursor, 'a seed')
  expectClose(cursor, open)
  return seed
}

function parseNumber(cursor: Cursor, what: string): string {
  if (peek(cursor).type !== 'number') throw unexpected(cursor, what)
  return next(cursor).text
}
