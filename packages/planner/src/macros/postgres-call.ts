import { callError } from '../dialect/dialect-error.ts'
import { fillTemplate } from '../dialect/sql-template.ts'
import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { call as callOf, stringLiteral } from '../syntax/build.ts'
import { elementsOf } from './list-literal.ts'
import { readDate, writtenDate } from './postgres-date-pattern.ts'
import { formatted, type Quote } from './postgres-format.ts'
import { decimalsOf, writtenNumber } from './postgres-number-pattern.ts'

/**
 * A call of a PostgreSQL function that depends on a text in it, such as a pattern; undefined where there is no such function
 * or the text is no literal. `quote` gives the value of a macro of one argument.
 */
export function postgresCall(call: FunctionCall, quote: Quote): Expression | undefined {
  const written = byName[call.name.toLowerCase()]?.(call, quote)
  return written === undefined ? undefined : { ...written, span: call.span }
}

type Write = (call: FunctionCall, quote: Quote) => Expression | undefined

const byName: Readonly<Record<string, Write>> = {
  format: formatted,
  to_char: (call) => withPattern(call, (pattern) => writtenNumber(pattern) ?? writtenDate(pattern)),
  to_date: (call) => readMoment(call, 'DATE'),
  to_timestamp: (call) => readMoment(call, 'TIMESTAMP WITH TIME ZONE'),
  to_number: (call) =>
    withPattern(
      call,
      (pattern) =>
        `CAST(regexp_replace(:value, '[^-0-9.]', '', 'g') AS DECIMAL(38, ${decimalsOf(pattern)}))`,
    ),
  date_part: datePart,
  substring: matched,
  regexp_match: matches,
  json_extract_path: (call) => atPath(call, 'json_extract'),
  jsonb_extract_path: (call) => atPath(call, 'json_extract'),
  json_extract_path_text: (call) => atPath(call, 'json_extract_string'),
  jsonb_extract_path_text: (call) => atPath(call, 'json_extract_string'),
}

/** What the pattern, the last of two arguments, says of the first; an error for one that isn't known. */
function withPattern(
  call: FunctionCall,
  say: (pattern: string) => string | undefined,
): Expression | undefined {
  const [value, pattern, ...more] = call.arguments
  if (value === undefined || pattern === undefined || more.length > 0) return undefined
  const text = pattern.kind === 'string' ? say(pattern.value) : undefined
  if (text !== undefined) return fillTemplate(text, { value })
  throw callError(
    pattern.kind === 'string'
      ? `${call.name} does not know the pattern ${pattern.value}`
      : `${call.name} needs its pattern as a literal`,
    {
      call,
      argument: pattern,
      hint: 'Dates: YYYY MM DD HH24 MI SS MS Mon Day Q IW "text"; numbers: 9 0 , . FM S $.',
    },
  )
}

const iso = /^%Y-%m-%d(?:[ T]%H:%M:%S(?:\.%[fg])?)?$/

function readMoment(call: FunctionCall, type: string): Expression | undefined {
  return withPattern(call, (pattern) => {
    const format = readDate(pattern)
    if (format === undefined) return undefined
    // As a literal it can be sent.
    if (call.arguments[0]?.kind === 'string' && iso.test(format)) return `CAST(:value AS ${type})`
    return `CAST(strptime(:value, '${format.replaceAll("'", "''")}') AS ${type})`
  })
}

/** DuckDB's seconds are whole, PostgreSQL's have their fraction. */
function datePart({ arguments: [part, value, ...more] }: FunctionCall): Expression | undefined {
  if (part?.kind !== 'string' || value === undefined || more.length > 0) return undefined
  const units = perUnit[part.value.toLowerCase().replace(/s$/, '')]
  if (units === undefined) return undefined
  return fillTemplate(`date_part('microseconds', :value) / ${units}`, { value })
}

/** Microseconds. */
const perUnit: Readonly<Record<string, string>> = {
  second: '1000000.0',
  sec: '1000000.0',
  millisecond: '1000.0',
  msec: '1000.0',
}

/** `substring(text from 'pattern')`: what the first group of a regular expression finds, or else all of it. */
function matched({ arguments: [value, pattern, ...more] }: FunctionCall): Expression | undefined {
  if (value === undefined || pattern?.kind !== 'string' || more.length > 0) return undefined
  const group = groupsOf(pattern.value) > 0 ? 1 : 0
  return fillTemplate(
    `CASE WHEN regexp_matches(:value, :pattern) THEN regexp_extract(:value, :pattern, ${group}) END`,
    { value, pattern },
  )
}

/** What each group of a regular expression finds, or else all of it. */
function matches({ arguments: [value, pattern, ...more] }: FunctionCall): Expression | undefined {
  if (value === undefined || pattern?.kind !== 'string' || more.length > 0) return undefined
  const count = groupsOf(pattern.value)
  const groups = count === 0 ? [0] : Array.from({ length: count }, (_, index) => index + 1)
  const items = groups.map((group) => `regexp_extract(:value, :pattern, ${group})`)
  return fillTemplate(
    `CASE WHEN regexp_matches(:value, :pattern) THEN list_value(${items.join(', ')}) END`,
    {
      value,
      pattern,
    },
  )
}

function groupsOf(pattern: string): number {
  const plain = pattern.replace(/\\[\s\S]|\[[^\]]*\]/g, '')
  return (plain.match(/\((?!\?)/g) ?? []).length
}

/** A path of names and places, each an argument or all of them in one list: `'{a,0}'`. Undefined where one is no literal. */
function atPath(call: FunctionCall, extract: string): Expression | undefined {
  const [value, ...path] = call.arguments
  const [only] = path
  const items = (path.length === 1 && only !== undefined && elementsOf(only)) || path
  const names = items.map((item) => (item.kind === 'string' ? item.value : undefined))
  const known = names.filter((name) => name !== undefined)
  if (value === undefined || known.length < names.length) return undefined
  const steps = known.map((name) =>
    /^\d+$/.test(name) ? `[${name}]` : `."${name.replaceAll('"', '\\"')}"`,
  )
  return callOf(extract, [value, stringLiteral(`$${steps.join('')}`)])
}
