import type * as Duckdb from '@duckdb/node-api'

export type DuckModule = typeof Duckdb

let loading: Promise<DuckModule> | undefined

/** Loads DuckDB's native library on first use: most queries never need it, and it costs tens of milliseconds. */
export async function loadDuckdb(): Promise<DuckModule> {
  loading ??= import('@duckdb/node-api')
  return await loading
}
