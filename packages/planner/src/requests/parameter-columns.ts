import type { Column, SqlValue } from '@devopsql/schema'
import type { Constant } from '../logical/constant.ts'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'

/** Whether the predicate is about a request parameter: no row has its value, so it has to be sent. */
export function isOfParameter(predicate: Predicate | undefined): boolean {
  return parameterOf(predicate) !== undefined
}

function parameterOf(predicate: Predicate | undefined): Column | undefined {
  const column = predicate !== undefined && 'column' in predicate ? predicate.column : undefined
  return column?.source.kind === 'parameter' ? column : undefined
}

/** Whether the predicate asks for one value of a request parameter. */
export function asksForOne(predicate: Predicate | undefined): boolean {
  return predicate !== undefined && equalityConstants(predicate)?.values.length === 1
}

/** The column, with the value that the conjuncts ask for if it is a request parameter. */
export function withAsked(column: Column, conjuncts: readonly Predicate[]): Column {
  if (column.source.kind !== 'parameter') return column
  const [value] = conjuncts
    .filter((predicate) => parameterOf(predicate)?.name === column.name)
    .flatMap((predicate) => equalityConstants(predicate)?.values ?? [])
  return {
    ...column,
    source: { kind: 'parameter', asked: value === undefined ? null : valueOfConstant(value) },
  }
}

function valueOfConstant(constant: Constant): SqlValue {
  switch (constant.kind) {
    case 'null':
    case 'interval':
      return null
    case 'boolean':
    case 'number':
    case 'string':
      return constant.value
    case 'timestamp':
      return constant.microseconds
  }
}
