import {
  type DuckDatabase,
  type DuckSession,
  type ExecutedColumn,
  openTables,
  type PreparedQuery,
} from '@devopsql/engine'
import {
  castParameters,
  formatSql,
  nullParameters,
  type ParameterTypes,
  parametersOf,
  parseTypeName,
  type Query,
  type QueryDraft,
  sampleParameters,
  type TypeName,
} from '@devopsql/planner'
import { located } from '../located.ts'

export interface DescribedQuery {
  readonly columns: readonly ExecutedColumn[]
  /** The types that the draft or the engine knows; the others are whatever text literals become. */
  readonly types: ParameterTypes
}

export interface Describing {
  readonly database: DuckDatabase
  readonly signal: AbortSignal
}

/** Asks the engine, over empty tables, for what the planner can't tell of a query. */
export async function describeQuery(
  draft: QueryDraft,
  describing: Describing,
): Promise<DescribedQuery> {
  const { signal } = describing
  const { query } = draft
  if (draft.columns !== undefined) return { columns: draft.columns, types: draft.types }
  return await withTables(draft, describing, async (session) => {
    const describe = async (asked: Query): Promise<readonly ExecutedColumn[]> =>
      await located({ query: asked }, session.describe(formatSql(asked), { signal }))
    if (parametersOf(query).length === 0) {
      return { columns: await describe(query), types: draft.types }
    }
    const prepare = async (asked: Query): Promise<PreparedQuery> =>
      await located({ query: asked }, session.describeParameters(formatSql(asked), { signal }))
    const { columns, parameters } = await prepare(castParameters(query, draft.types))
    const types = withFound(draft.types, parameters)
    if (columns !== undefined) return { columns, types }
    return { columns: await columnsWithTexts({ ...draft, types }, prepare, describe), types }
  })
}

/** The types of parameters alone, where the engine has to be asked at all. */
export async function describeTypes(
  draft: QueryDraft,
  describing: Describing,
): Promise<ParameterTypes> {
  const { query, types } = draft
  if (unknownOf(draft).length === 0) return types
  const asked = castParameters(query, types)
  const sql = formatSql(asked)
  return await withTables(draft, describing, async (session) => {
    const { signal } = describing
    const { parameters } = await located(
      { query: asked },
      session.describeParameters(sql, { signal }),
    )
    return withFound(types, parameters)
  })
}

async function withTables<T>(
  { tables }: QueryDraft,
  describing: Describing,
  work: (session: DuckSession) => Promise<T>,
): Promise<T> {
  const session = await openTables(tables, describing)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** The names of parameters of which nothing is known. */
function unknownOf({ query, types }: QueryDraft): readonly string[] {
  const names = parametersOf(query).map(({ name }) => name.toLowerCase())
  return names.filter((name) => !types.has(name))
}

function withFound(types: ParameterTypes, found: PreparedQuery['parameters']): ParameterTypes {
  return new Map([...[...found].map(([name, type]) => [name, typeOf(type)] as const), ...types])
}

function typeOf(text: string): TypeName {
  const type = parseTypeName(text)
  // The size is that of what it stands beside, not of what may be given.
  return type.name === 'DECIMAL' ? { ...type, parameters: [] } : type
}

const varchar: TypeName = { kind: 'type-name', name: 'VARCHAR', parameters: [], listDepth: 0 }

/** The columns when the parameters of which nothing is known are texts. */
async function columnsWithTexts(
  draft: QueryDraft,
  prepare: (query: Query) => Promise<PreparedQuery>,
  describe: (query: Query) => Promise<readonly ExecutedColumn[]>,
): Promise<readonly ExecutedColumn[]> {
  const { query, types } = draft
  const texts = new Map([...types, ...unknownOf(draft).map((name) => [name, varchar] as const)])
  // A text literal fits in places where a value of type VARCHAR doesn't.
  const asked = await prepare(castParameters(query, texts)).catch(
    async () => await prepare(castParameters(nullParameters(query, types), types)),
  )
  if (asked.columns !== undefined) return asked.columns
  // Some functions have a type only when their arguments do: so values stand for them.
  return await describe(sampleParameters(query, texts))
}
