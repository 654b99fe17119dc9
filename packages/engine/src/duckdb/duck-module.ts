import type * as Duckdb from '@duckdb/node-api'
import type Bindings from '@duckdb/node-bindings'

export type DuckModule = typeof Duckdb & { readonly bindings: typeof Bindings }

let loading: Promise<DuckModule> | undefined

/** Loads DuckDB's native library on first use: most queries never need it, and it costs tens of milliseconds. */
export async function loadDuckdb(): Promise<DuckModule> {
  loading ??= load()
  return await loading
}

async function load(): Promise<DuckModule> {
  const duckdb = await import('@duckdb/node-api')
  const { default: bindings } = await import('@duckdb/node-bindings')
  return { ...duckdb, bindings }
}
