import type { Column } from '@devopsql/schema'
import { bindQuery } from './bind/bind-query.ts'
import type { BindOptions } from './bind/binding.ts'
import { loadedColumns } from './bind/loaded-columns.ts'
import type { Source } from './bind/relation.ts'
import { translateFunctions } from './dialect/translate-functions.ts'
import type { FoldContext } from './logical/fold.ts'
import { inferParameters } from './logical/infer-parameters.ts'
import { placePredicates } from './logical/placement.ts'
import { type PlainColumn, plainColumns } from './logical/plain-columns.ts'
import { outputColumns } from './output-columns.ts'
import type { OutputColumn } from './query-plan.ts'
import type { ParameterTypes } from './rules/bind-parameters.ts'
import { countFromZero } from './rules/count-from-zero.ts'
import { foldNow } from './rules/fold-now.ts'
import { followCollations } from './rules/follow-collations.ts'
import { inlineParameters } from './rules/inline-parameters.ts'
import { readableMoments } from './rules/readable-moments.ts'
import { typeName } from './rules/value-literal.ts'
import type { Expression, Parameter, Query } from './syntax/ast.ts'
import { mapNode } from './syntax/walk.ts'
import { withinStack } from './syntax/within-stack.ts'

export interface DraftOptions extends BindOptions, FoldContext {
  /** The text that the query was read from. */
  readonly sql: string | undefined
  /** Types that are given, by the name of the parameter in lower case. */
  readonly types: ParameterTypes
}

/** A query that has no values for its parameters yet: what can be known of it before anything is asked for. */
export interface QueryDraft {
  /** The tables that `query` reads, by their names in it. */
  readonly tables: readonly { readonly id: string; readonly columns: readonly Column[] }[]
  /** The residual query, its parameters in it. */
  readonly query: Query
  readonly output: readonly OutputColumn[] | undefined
  /** The columns with their types, of a query that is right beyond doubt; undefined where the engine has to say. */
  readonly columns: readonly PlainColumn[] | undefined
  /** The types of parameters, as far as they are given or their places tell. */
  readonly types: ParameterTypes
}

/** Binds a query that has parameters left in it. Throws for names and constants that are wrong, as planning does. */
export function draftQuery(query: Query, options: DraftOptions): QueryDraft {
  return withinStack(
    () => draft(query, options),
    () => query.span?.start ?? 0,
  )
}

function draft(query: Query, options: DraftOptions): QueryDraft {
  const bound = bindQuery(foldNow(translateFunctions(query, options), options), options)
  // For what it says of constants that don't fit their columns.
  placePredicates(bound, options)
  const types = new Map([...inferParameters(bound), ...options.types])
  const inlined = inlineParameters(bound.query, bound.relations, [])
  const counted = countFromZero(inlined, bound.relations)
  return {
    tables: bound.sources.map((source) => ({ id: source.id, columns: tableColumns(source) })),
    query: followCollations(readableMoments(counted, bound.relations), bound.relations),
    output: outputColumns(bound),
    columns: plainColumns(bound, types, options),
    types,
  }
}

function tableColumns({ resolved, used }: Source): readonly Column[] {
  const columns = resolved.table.columns.filter(({ name }) => used.has(name))
  return loadedColumns(columns, resolved.table)
}

/** The query with a cast to its type around each parameter whose type is known. */
export function castParameters(query: Query, types: ParameterTypes): Query {
  return replaceParameters(query, (parameter) => {
    const type = types.get(parameter.name.toLowerCase())
    if (type === undefined) return parameter
    return { kind: 'cast', operand: parameter, type, try: false, span: parameter.span }
  })
}

/** The query with NULL, which fits any type, in the place of each parameter that is none of these. */
export function nullParameters(query: Query, typed: ParameterTypes): Query {
  return replaceParameters(query, (parameter) =>
    typed.has(parameter.name.toLowerCase()) ? parameter : { kind: 'null', span: parameter.span },
  )
}

/** The query with some value of its type in the place of each parameter, a text where no type is known. */
export function sampleParameters(query: Query, types: ParameterTypes): Query {
  return replaceParameters(query, ({ name, span }) => {
    const type = types.get(name.toLowerCase()) ?? typeName('VARCHAR')
    const value = type.listDepth > 0 ? '[]' : (samples[type.name] ?? '0')
    return { kind: 'cast', operand: { kind: 'string', value }, type, try: false, span }
  })
}

/** Texts that can be read as values of a type; '0' is one of all numbers. */
const samples: Readonly<Record<string, string>> = {
  VARCHAR: '',
  BLOB: '',
  DATE: '2000-01-01',
  INTERVAL: '1 day',
  JSON: 'null',
  TIME: '00:00:00',
  TIMESTAMP: '2000-01-01 00:00:00',
  'TIMESTAMP WITH TIME ZONE': '2000-01-01 00:00:00+00',
  UUID: '00000000-0000-0000-0000-000000000000',
}

function replaceParameters(query: Query, replace: (parameter: Parameter) => Expression): Query {
  const replaced = mapNode(query, (node) => (node.kind === 'parameter' ? replace(node) : node))
  return replaced.kind === 'query' ? replaced : query
}
