import type { DuckDBValue } from '@duckdb/node-api'

/** Turns one DuckDB value, never null, into its JavaScript value; undefined where both are the same. */
export type ReadValue = ((value: DuckDBValue) => unknown) | undefined
