import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'
import type { DialectContext } from './dialect-function.ts'
import { findFunctions, type KnownFunction } from './function-table.ts'
import { asMoment } from './moment.ts'
import { fillTemplate } from './sql-template.ts'
import { momentArguments } from './usage.ts'

/** Names that DuckDB has too, so that a number of arguments that no row has is for DuckDB to judge. */
const alsoDuckdb: ReadonlySet<string> = new Set(
  'ascii date_trunc datepart decode format json_extract log round split to_days unicode'.split(' '),
)

/** A call as DuckDB's own expression; the same call where DuckDB itself knows what it means. */
export function translateCall(call: FunctionCall, context: DialectContext): Expression {
  if (call.qualifier.length > 0) return call
  const name = call.name.toLowerCase()
  const rows = findFunctions(name)
  if (rows.length === 0) return call
  const count = call.arguments.length
  const known = rows.find((row) =>
    row.isOpen ? count >= row.arguments.length : count === row.arguments.length,
  )
  if (known === undefined) {
    if (alsoDuckdb.has(name)) return call
    throw wrongCount(call, rows)
  }
  const translated = translate(call, known, context)
  return translated === undefined ? call : { ...translated, span: call.span }
}

function translate(
  call: FunctionCall,
  { row, arguments: names }: KnownFunction,
  context: DialectContext,
): Expression | undefined {
  const { means, usage } = row
  if (typeof means !== 'string' && 'aggregate' in means) return { ...call, name: means.aggregate }
  if (typeof means !== 'string' && 'refused' in means)
    throw callError(`${call.name} can not be computed: ${means.refused}`, {
      call,
      hint: means.hint,
    })
  if (call.over !== undefined || call.distinct || call.filter !== undefined) {
    throw callError(`${call.name} is no aggregate`, {
      call,
      hint: 'DISTINCT, FILTER and OVER belong to aggregates and window functions.',
    })
  }
  const values = Object.fromEntries(
    names.map((name, index) => [name, argumentValue(name, call.arguments[index])]),
  )
  if (typeof means === 'string') return fillTemplate(means, values)
  return means.build({ call, usage, values, context })
}

const nothing: Expression = { kind: 'null' }

function argumentValue(name: string, argument: Expression | undefined): Expression {
  if (argument === undefined) return nothing
  return momentArguments.has(name) ? asMoment(argument) : argument
}

function wrongCount(call: FunctionCall, rows: readonly KnownFunction[]): Error {
  const counts = [...new Set(rows.map((row) => row.arguments.length))].toSorted((a, b) => a - b)
  const last = rows.some((row) => row.isOpen) ? `${counts.at(-1)} or more` : counts.at(-1)
  const wanted = counts.length > 1 ? `${counts.slice(0, -1).join(', ')} or ${last}` : String(last)
  return callError(
    `${call.name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${call.arguments.length}`,
    { call, hint: `Write ${rows.map((row) => row.row.usage).join(' or ')}.` },
  )
}
