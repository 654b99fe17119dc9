import type { Connection } from 'devopsql'

/** The names of the organization's projects: one request that needs a token. */
export async function projectNames(connection: Connection): Promise<readonly unknown[]> {
  const result = await connection.query('SELECT Name FROM CData.Information.Projects')
  return (await result.toArray()).map(({ Name }) => Name)
}

/** What a query fails with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    return error as Failure
  }
  throw new Error('nothing failed')
}

export interface Failure extends Error {
  readonly code: string
  readonly hint?: string
  readonly detail?: string
}

/** The projects of the emulated organization. */
export const projects: readonly string[] = ['Fabrikam', 'Contoso Web.Shop', 'Fabrikam Fiber (Öst)']
