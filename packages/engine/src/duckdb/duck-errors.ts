import { DevopsqlError, type ErrorCode, isDevopsqlError } from '@devopsql/errors'

export interface DuckErrorContext {
  /** The text that DuckDB was given after `prefix`; positions are counted in it. */
  readonly sql?: string | undefined
  /** What this module put before the text. ASCII only. */
  readonly prefix?: string | undefined
}

interface Report {
  readonly kind: string
  readonly message: string
  readonly subtype: string | undefined
  readonly candidates: readonly string[]
  readonly name: string | undefined
  readonly entry: string | undefined
  readonly bytePosition: number | undefined
}

interface Words {
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string | undefined
}

const emittedPositions = new WeakMap<Error, number>()

/**
 * Where DuckDB saw the failure, as an offset in UTF-16 units into the SQL text that it was given.
 * That isn't the user's text, so it isn't the error's `position`; whoever emitted the text maps it back.
 */
export function emittedPosition(error: Error): number | undefined {
  return emittedPositions.get(error)
}

/** A DuckDB failure as devopsql says it; an error that is already devopsql's passes through. */
export function duckError(error: unknown, context: DuckErrorContext = {}): DevopsqlError {
  if (isDevopsqlError(error)) return error
  const report = readReport(error instanceof Error ? error.message : String(error))
  const words = inOurWords(report)
  const { code, message, hint } = words
  const detail = detailOf(report, words)
  const result = new DevopsqlError(message, { code, hint, detail, cause: error })
  const position = emittedOffset(report.bytePosition, context)
  if (position !== undefined) emittedPositions.set(result, position)
  return result
}

/** The error of a query that its `AbortSignal` stopped. */
export function cancelled(signal: AbortSignal): DevopsqlError {
  return new DevopsqlError('the query was cancelled', {
    code: 'DEVOPSQL_CANCELLED',
    cause: signal.reason,
  })
}

// With errors_as_json DuckDB's message is one JSON object; the parser's own errors put a word before it.
function readReport(text: string): Report {
  const fields = jsonFields(text)
  const message = fields.get('exception_message') ?? text
  const [firstWords = ''] = text.split(/ error: /i, 1)
  const position = Number(fields.get('position') ?? Number.NaN)
  return {
    kind: (fields.get('exception_type') ?? firstWords).toLowerCase(),
    message,
    subtype: fields.get('error_subtype'),
    candidates: (fields.get('candidates') ?? '').split(',').filter((name) => name !== ''),
    name: fields.get('name'),
    entry: fields.get('type'),
    bytePosition: Number.isInteger(position) ? position : undefined,
  }
}

/** What DuckDB said beyond what our words say already. */
function detailOf(report: Report, { message, hint }: Words): string | undefined {
  if (report.kind === 'catalog' && report.name !== undefined) return undefined
  // A list of everything that would have fitted helps nobody.
  const told = report.message.replace(/\s*Candidate functions:[\s\S]*$/i, '')
  if (sentence(told) !== message) return told
  const [, ...more] = told.split('\n')
  return hint === undefined ? more.join('\n').trim() || undefined : undefined
}

function jsonFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const start = text.indexOf('{"exception_type"')
  if (start < 0) return fields
  try {
    const parsed: unknown = JSON.parse(text.slice(start))
    for (const [name, value] of Object.entries(parsed ?? {})) {
      if (typeof value === 'string') fields.set(name, value)
    }
  } catch {
    // A message with raw control characters isn't JSON: the whole text is the message then.
  }
  return fields
}

function inOurWords(report: Report): Words {
  if (/max expression depth/i.test(report.message)) {
    return {
      code: 'DEVOPSQL_INVALID_SQL',
      message: 'the query is nested too deep for the engine, or has too many common tables',
      hint: 'Take common tables out that are not read, and write long sums and texts in parts.',
    }
  }
  switch (report.kind) {
    case 'catalog':
      return missingEntry(report)
    case 'binder':
      return binderWords(report)
    case 'parser':
    case 'syntax':
    case 'not implemented':
      return {
        code: 'DEVOPSQL_INVALID_SQL',
        message: sentence(report.message),
        hint: binderHint(sentence(report.message)),
      }
    case 'permission':
      return {
        code: 'DEVOPSQL_INVALID_SQL',
        message: 'files, extensions and other databases are out of reach of a query',
        hint: 'Use only the tables that `devopsql tables` lists.',
      }
    case 'out of range':
      return outOfRange(sentence(report.message))
    case 'conversion':
      return conversionWords(report)
    case 'mismatch type':
    case 'invalid type':
      return { code: 'DEVOPSQL_TYPE_MISMATCH', message: sentence(report.message) }
    case 'out of memory':
      return {
        code: 'DEVOPSQL_OUT_OF_MEMORY',
        message: 'the query needs more memory than it may use',
        hint: 'Raise MemoryLimit in the connection string, or let the query read fewer rows or columns.',
      }
    case 'interrupt':
      return { code: 'DEVOPSQL_CANCELLED', message: 'the query was cancelled' }
    case 'invalid input':
      return invalidInputWords(report)
    case 'internal':
    case 'fatal':
      return { code: 'DEVOPSQL_INTERNAL', message: `DuckDB failed: ${sentence(report.message)}` }
  }
  return { code: 'DEVOPSQL_QUERY_FAILED', message: sentence(report.message) }
}

function outOfRange(message: string): Words {
  const hint = 'Write a value that its type can hold, or CAST to a wider type.'
  return { code: 'DEVOPSQL_VALUE_OUT_OF_RANGE', message, hint }
}

function missingEntry(report: Report): Words {
  const name = report.name ?? ''
  const hint = didYouMean(report.candidates)
  if (report.entry === 'Table') {
    return { code: 'DEVOPSQL_UNDEFINED_TABLE', message: `table ${name} does not exist`, hint }
  }
  if (report.entry?.endsWith('Function') === true) {
    return { code: 'DEVOPSQL_INVALID_SQL', message: `function ${name} does not exist`, hint }
  }
  const message = sentence(report.message)
  return { code: 'DEVOPSQL_INVALID_SQL', message, hint: hint ?? binderHint(message) }
}

function binderWords(report: Report): Words {
  if (report.subtype === 'COLUMN_NOT_FOUND') {
    const message = `column ${report.name ?? ''} does not exist`
    return { code: 'DEVOPSQL_UNDEFINED_COLUMN', message, hint: didYouMean(report.candidates) }
  }
  if (/^ambiguous reference/i.test(report.message)) {
    return { code: 'DEVOPSQL_AMBIGUOUS_NAME', message: sentence(report.message) }
  }
  if (/^(no function matches|could not choose a best candidate)/i.test(report.message)) {
    const call = /'[^']+'|"[^"]+"/.exec(report.message)?.[0].slice(1, -1) ?? ''
    return {
      code: 'DEVOPSQL_TYPE_MISMATCH',
      message: `no function or operator takes these types: ${call}`,
      hint: signatures(report),
    }
  }
  if (
    /cannot (compare|mix|combine)|unimplemented type for cast|can't be cast/i.test(report.message)
  ) {
    const hint = 'Write a CAST to say which type is meant.'
    return { code: 'DEVOPSQL_TYPE_MISMATCH', message: sentence(report.message), hint }
  }
  const message = sentence(report.message)
  const [, column] = /^column "(.+)" must appear in the GROUP BY/.exec(message) ?? []
  const hint =
    column !== undefined
      ? `Add ${column} to GROUP BY, or write any_value(${column}).`
      : binderHint(message)
  return { code: 'DEVOPSQL_INVALID_SQL', message, hint }
}

function binderHint(message: string): string | undefined {
  return binderHints.find(([pattern]) => pattern.test(message))?.[1]
}

const binderHints: readonly (readonly [RegExp, string])[] = [
  [/^where clause cannot contain aggregates/i, 'Move the condition to HAVING.'],
  [/cannot contain (aggregates|window functions)/i, 'Compute it in a subquery and use its column.'],
  [/^window ".*" does not exist/i, 'Define it with WINDOW name AS (…), or write OVER (…).'],
  [/is not an aggregate function/i, 'Only aggregates and window functions have OVER.'],
  [/term out of range/i, 'The number counts the items of SELECT, from 1.'],
  [/aggregate function calls cannot be nested/i, 'Compute the inner one in a subquery.'],
  [/must appear in the GROUP BY clause or be used/i, 'Add it to GROUP BY, or use max() of it.'],
  [/subquery returns \d+ columns/i, 'Give the subquery as many columns as it is compared with.'],
  [
    /circular reference to CTE/i,
    'Begin with a query that does not read the table itself, then UNION ALL.',
  ],
  [/lists must all be the same length/i, 'Give every row of VALUES as many values.'],
  [/star expression/i, 'Only count(*) takes a star, and takes it alone.'],
  [
    /at least one window function/i,
    'Use WHERE or HAVING for conditions without a window function.',
  ],
  [/LIMIT\/OFFSET cannot be negative/i, 'Write a number from 0 up.'],
  [
    /set operations can only apply to expressions with the same number/i,
    'Give both sides the same number of columns.',
  ],
]

function conversionWords(report: Report): Words {
  const message = sentence(report.message)
  if (/out of range/i.test(message)) return outOfRange(message)
  const cast = /unimplemented type for cast \((.+) -> (.+)\)/i.exec(message)
  if (cast !== null) {
    const [, from = '', to = ''] = cast
    const hint = 'Compare values of one type, and a row with rows: (a, b) IN ((1, 2)).'
    return { code: 'DEVOPSQL_TYPE_MISMATCH', message: `${from} does not convert to ${to}`, hint }
  }
  if (/specifier .* not recognized/i.test(message)) {
    const hint = 'Use a part such as year, quarter, month, week, day, hour, minute or second.'
    return { code: 'DEVOPSQL_INVALID_SQL', message, hint }
  }
  const hint = 'Use TRY_CAST to get NULL where a value does not convert.'
  return { code: 'DEVOPSQL_QUERY_FAILED', message, hint }
}

function invalidInputWords(report: Report): Words {
  if (/unnamed struct/i.test(report.message)) {
    const message = 'a row value without field names can not be a result column'
    const hint = "Name its fields, as in {'a': 1, 'b': 2}."
    return { code: 'DEVOPSQL_INVALID_SQL', message, hint }
  }
  return { code: 'DEVOPSQL_QUERY_FAILED', message: sentence(report.message) }
}

function didYouMean(candidates: readonly string[]): string | undefined {
  return candidates.length === 0 ? undefined : `Did you mean ${candidates.join(' or ')}?`
}

function signatures(report: Report): string {
  const lines = report.message.split('\n').slice(1)
  const known = lines.map((line) => line.trim()).filter((line) => line.includes(' -> '))
  if (known.length === 0 || known.length > 4) return 'Write a CAST to say which type is meant.'
  return `Write a CAST to fit one of ${known.join('; ')}.`
}

// The first line, lower case at its start unless it starts with a name in capitals, without a full stop.
function sentence(message: string): string {
  const [line = ''] = message.split('\n', 1)
  const text = line.trim().replace(/[.!]+$/, '')
  return /^[A-Z][^A-Z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

// DuckDB counts bytes of UTF-8 from the start of the statement.
function emittedOffset(bytes: number | undefined, context: DuckErrorContext): number | undefined {
  if (bytes === undefined || context.sql === undefined) return undefined
  const inText = bytes - (context.prefix?.length ?? 0)
  const encoded = Buffer.from(context.sql)
  if (inText < 0 || inText > encoded.length) return undefined
  return encoded.subarray(0, inText).toString().length
}
