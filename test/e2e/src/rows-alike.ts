import type { Row } from 'devopsql'
import { expect } from 'vitest'
import type { OpenOrganization } from './open-organization.ts'

/** The rows of a query, which have to be the same ones with and without pushdown. */
export async function rowsAlike(
  { on, off }: OpenOrganization,
  sql: string,
): Promise<readonly Row[]> {
  const rows = await (await on.query(sql)).toArray()
  const expected = await (await off.query(sql)).toArray()
  expect(sorted(rows)).toEqual(sorted(expected))
  return rows
}

const sorted = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted()

/** What the only row of a query has in its only column. */
export async function valueAlike(organization: OpenOrganization, sql: string): Promise<unknown> {
  const [row] = await rowsAlike(organization, sql)
  return Object.values(row ?? {})[0]
}

/** What was asked for, decoded. */
export function askedFor({ emulator }: OpenOrganization): string {
  const { recent } = emulator.stats()
  return recent.map((request) => decodeURIComponent(request.url)).join('\n')
}
