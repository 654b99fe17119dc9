import { readFileSync } from 'node:fs'

/** Where a client program finds its server: what libpq takes from the environment, and two names for the checks. */
export interface ClientSettings {
  readonly PGHOST: string
  readonly PGPORT: string
  readonly PGDATABASE: string
  readonly PGUSER: string
  readonly PGPASSWORD: string
  readonly PGSSLROOTCERT: string
  /** A query that runs until it is cancelled. */
  readonly SLOW_SQL: string
  /** A table of the first schema of the search path. */
  readonly SOME_TABLE: string
}

/** What a check found, or the text of what it failed of. */
export type Found = ReadonlyMap<string, unknown>

/** Runs checks one after the other; one that fails hides no other. */
export async function runChecks(
  checks: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Found> {
  const found = new Map<string, unknown>()
  for (const [check, work] of Object.entries(checks)) {
    found.set(check, await work().catch((error: unknown) => String(error)))
  }
  return found
}

export function authority(settings: ClientSettings): string {
  return readFileSync(settings.PGSSLROOTCERT, 'utf8')
}

/** One value of each type, in the order of `values` in expected.ts. */
export const valuesSql = `SELECT 9007199254740993::bigint AS big, (-9223372036854775807 - 1)::bigint AS least,
  NULL::text AS nothing, 12345678901234567890.12::numeric(22, 2) AS exact, 1.5::float8 AS approximate,
  '2026-01-02 03:04:05.678901+00'::timestamptz AS moment, '2026-01-02'::date AS day, true AS yes,
  '😀 e\u0301 \u200d"\\' AS emoji, '{"a": [1, "😀", null]}'::json AS document,
  '6b8f1b5e-2f5b-4a55-9d0c-0f5d1a6b7c8d'::uuid AS id`

export async function later(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
