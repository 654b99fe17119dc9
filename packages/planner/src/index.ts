export type { BindOptions } from './bind/binding.ts'
export { columnType } from './bind/column-type.ts'
export { tableReferences } from './bind/table-names.ts'
export {
  castParameters,
  type DraftOptions,
  draftQuery,
  nullParameters,
  type QueryDraft,
  sampleParameters,
} from './draft-query.ts'
export { explainPlan } from './explain.ts'
export type { Constant } from './logical/constant.ts'
export type { FoldContext } from './logical/fold.ts'
export type { Comparison, Predicate } from './logical/predicate.ts'
export { expandMacros } from './macros/expand-macros.ts'
export { type MacroSet, type Macros, readMacros } from './macros/macro-set.ts'
export { namedAsInPostgres } from './macros/postgres-names.ts'
export { type PlanOptions, planQuery } from './plan-query.ts'
export type { OutputColumn, OutputSource, QueryPlan, Residual } from './query-plan.ts'
export type { Outcome } from './requests/outcome.ts'
export { planScan } from './requests/plan-scan.ts'
export type { ScanContext } from './requests/scan-context.ts'
export type {
  Fetch,
  ParentPlan,
  ParentRow,
  ScanKey,
  ScanNeed,
  ScanOrder,
  ScanPlan,
  ScopeCheck,
} from './requests/scan-plan.ts'
export { type ArgumentValue, type BoundArgument, bindArguments } from './rules/bind-arguments.ts'
export {
  hasParameters,
  type ParameterTypes,
  type ParameterValues,
} from './rules/bind-parameters.ts'
export { expandViews, type View } from './rules/expand-views.ts'
export { nameParameterColumns } from './rules/name-parameter-columns.ts'
export { parametersOf } from './rules/parameters-of.ts'
export type * from './syntax/ast.ts'
export { coverArguments, type Secrecy } from './syntax/cover-arguments.ts'
export type { Dialect } from './syntax/dialect.ts'
export { formatType } from './syntax/format-expression.ts'
export { formatSql } from './syntax/format-sql.ts'
export { originOf } from './syntax/origin-of.ts'
export { type ParseOptions, parse, parseTypeName } from './syntax/parse.ts'
export { type StatementText, splitStatements } from './syntax/split-statements.ts'
