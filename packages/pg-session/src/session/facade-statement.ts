import { type PostgresType, scalar, typeOfOid } from '@devopsql/pgwire'
import type { PreparedStatement, QueryProgress, ResultColumn } from 'devopsql'
import { columnOrigin } from '../catalog/column-origin.ts'
import { catalogColumnType } from '../catalog/own-relations.ts'
import { placed } from '../error-place.ts'
import type { SessionConnection } from '../host/session-connection.ts'
import { refused } from '../session-error.ts'
import { engineTypeOf } from '../values/engine-type-of.ts'
import { postgresTypeOf, type TypedColumn } from '../values/postgres-type-of.ts'
import { typeOfSqlName } from '../values/type-of-sql-name.ts'
import type { Outcome, OutputColumn, Prepared, RunOptions } from './prepared.ts'
import { rowsOfResult } from './row-stream.ts'
import type { SessionState, StatementInput } from './session-state.ts'

/** The connection that a statement has to run on at the moment: another one once the search path has changed. */
export type CurrentConnection = (signal: AbortSignal) => Promise<SessionConnection>

/** A statement that devopsql runs. */
export async function prepareFacadeStatement(
  state: SessionState,
  input: StatementInput,
  current: CurrentConnection,
): Promise<Prepared> {
  const declared = input.parameterTypes.map(declaredType)
  const prepare = async (signal: AbortSignal): Promise<Bound> => {
    const connection = await current(signal)
    const parameterTypes = declared.map((type) => type && engineTypeOf(type))
    const statement = await connection.prepare(input.sql, { parameterTypes, signal })
    return { connection, statement }
  }
  let bound = await prepare(input.signal)
  const { statement } = bound
  const { command } = statement
  const isAboutCatalog = /\bpg_\w/i.test(input.sql)
  const parameterTypes = statement.parameters.map(
    ({ type }, index) => declared[index] ?? typeOf(type, isAboutCatalog).type,
  )
  // The scale of what is made of such a parameter is that of its value.
  const hasScales = !parameterTypes.includes(scalar('numeric'))
  const columns = statement.columns
    ?.map((column) => ({
      ...outputColumn(column, isAboutCatalog),
      ...(column.source && columnOrigin(column.source, bound.connection.localSchemas)),
    }))
    .map((column) => (command === 'EXPLAIN' ? { ...column, name: 'QUERY PLAN' } : column))
    .map((column) => (hasScales ? column : { ...column, modifier: -1 }))
  const run = async (values: readonly unknown[], { signal }: RunOptions): Promise<Outcome> => {
    if (bound.connection !== (await current(signal))) bound = await prepare(signal)
    const ready = bound.statement
    const result = await placed(input.place, async () =>
      ready.query(values, {
        exact: true,
        signal,
        timeZone: state.settings.get('TimeZone'),
        onProgress: throttleNotice(state),
      }),
    )
    const rows = rowsOfResult(result, input.place)
    if (columns === undefined) {
      await rows.close()
      return { kind: 'done', tag: command }
    }
    const tag = (count: number): string => (command === 'SELECT' ? `SELECT ${count}` : command)
    return { kind: 'rows', columns, rows, tag }
  }
  return {
    parameterTypes,
    columns,
    endsTransaction: false,
    run,
  }
}

interface Bound {
  readonly connection: SessionConnection
  readonly statement: PreparedStatement
}

/** The type of an object identifier; undefined where the client leaves it to the server. */
function declaredType(oid: number): PostgresType | undefined {
  if (oid === 0 || oid === scalar('unknown').oid) return undefined
  const type = typeOfOid(oid)
  if (type === undefined) throw refused('42704', `type with OID ${oid} does not exist`)
  return type
}

/** The columns of PostgreSQL's own catalog have types that the engine lacks, such as name and oid. */
function outputColumn({ name, type, source }: ResultColumn, isAboutCatalog: boolean): OutputColumn {
  const own = source && catalogColumnType(source)
  const known = own === undefined ? undefined : typeOfSqlName(own)
  return known === undefined
    ? { name, ...typeOf(type, isAboutCatalog) }
    : { name, type: known, modifier: -1 }
}

/**
 * What identifies the objects of the catalog is a number to the engine. A list of numbers is oid[] there: drivers that ask
 * what a type is ask with it, so they must not have to ask for it.
 */
function typeOf(type: string, isAboutCatalog: boolean): TypedColumn {
  const isList = type === 'INTEGER[]' || type === 'BIGINT[]'
  const own = isAboutCatalog && isList ? typeOfSqlName('oid[]') : undefined
  return own === undefined ? postgresTypeOf(type) : { type: own, modifier: -1 }
}

/** Tells the client when a query has to wait for Azure DevOps, and again while it goes on waiting. */
function throttleNotice(state: SessionState): (progress: QueryProgress) => void {
  let toldSeconds = 0
  return ({ throttledMs }) => {
    const seconds = Math.round(throttledMs / 1000)
    if (seconds < 1 || seconds < toldSeconds * 2) return
    toldSeconds = seconds
    const message = `Azure DevOps limits the requests: this query has waited ${seconds} s for it so far`
    state.notice({ severity: 'NOTICE', sqlstate: '00000', message })
  }
}
