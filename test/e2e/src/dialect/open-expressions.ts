import { connect } from 'devopsql'

/** A connection for queries without tables: it sends no request, so its organization need not be there. */
export interface OpenExpressions extends AsyncDisposable {
  valueOf(expression: string): Promise<unknown>
  rowsOf(sql: string): Promise<readonly unknown[]>
}

export async function openExpressions(properties = ''): Promise<OpenExpressions> {
  const connection = await connect(
    `AuthScheme=Basic;Organization=contoso;PersonalAccessToken=none;${properties}`,
  )
  const rowsOf = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    await (await connection.query(sql)).toArray()
  return {
    rowsOf,
    valueOf: async (expression) => (await rowsOf(`SELECT ${expression} AS V`))[0]?.['V'],
    [Symbol.asyncDispose]: () => connection.close(),
  }
}
