import type { DialectFunction } from './dialect-function.ts'
import { aggregateFunctions } from './functions/aggregate.ts'
import { dateFunctions } from './functions/date.ts'
import { jsonFunctions } from './functions/json.ts'
import { numberFunctions } from './functions/number.ts'
import { refusedFunctions } from './functions/refused.ts'
import { textFunctions } from './functions/text.ts'
import { readUsage, type Usage } from './usage.ts'

/** Functions of other dialects by area, one row for each number of arguments: what is translated and what the docs list. */
export const functionTable: Readonly<Record<string, readonly DialectFunction[]>> = {
  Text: textFunctions,
  Dates: dateFunctions,
  Numbers: numberFunctions,
  JSON: jsonFunctions,
  Aggregates: aggregateFunctions,
  Refused: refusedFunctions,
}

/** A row of the table with its usage taken apart. */
export interface KnownFunction extends Usage {
  readonly row: DialectFunction
}

const byName: ReadonlyMap<string, readonly KnownFunction[]> = groupByName(
  Object.values(functionTable).flat(),
)

/** The rows of a name in lower case, empty for a name that is only DuckDB's. */
export function findFunctions(name: string): readonly KnownFunction[] {
  return byName.get(name) ?? []
}

function groupByName(
  rows: readonly DialectFunction[],
): ReadonlyMap<string, readonly KnownFunction[]> {
  const groups = new Map<string, KnownFunction[]>()
  for (const row of rows) {
    const known: KnownFunction = { ...readUsage(row.usage), row }
    groups.set(known.name, [...(groups.get(known.name) ?? []), known])
  }
  return groups
}
