import { Type } from 'typebox'
import type { HttpOptions } from './http-options.ts'
import { openQuery } from './open-query.ts'
import { problemSchema } from './problem.ts'
import type { TypedApp } from './typed-app.ts'

const filter = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 400, description }))

const querySchema = Type.Object(
  {
    of: Type.Optional(
      Type.Enum(['catalogs', 'schemas', 'tables', 'columns'], {
        description: 'What to list. Default tables.',
      }),
    ),
    catalog: filter('Only of this catalog.'),
    schema: filter('Only of this schema.'),
    table: filter('Only this table.'),
  },
  { additionalProperties: false },
)

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const truth = Type.Optional(Type.Union([Type.Boolean(), Type.Null()]))

const answerSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      catalog: Type.String(),
      schema: text,
      table: text,
      kind: text,
      column: text,
      type: text,
      nullable: truth,
      description: text,
    }),
  ),
})

type Filter = 'catalog' | 'schema' | 'table'

interface Listing {
  readonly table: string
  /** Columns by the name that they have in the answer, in order. */
  readonly columns: Readonly<Record<string, string>>
  readonly filters: readonly Filter[]
  readonly order: readonly string[]
}

const catalog = { catalog: 'CatalogName' }
const schema = { ...catalog, schema: 'SchemaName' }
const table = { ...schema, table: 'TableName' }

const listings: Readonly<Record<'catalogs' | 'schemas' | 'tables' | 'columns', Listing>> = {
  catalogs: {
    table: 'sys_catalogs',
    columns: catalog,
    filters: ['catalog'],
    order: ['CatalogName'],
  },
  schemas: {
    table: 'sys_schemas',
    columns: schema,
    filters: ['catalog', 'schema'],
    order: ['CatalogName', 'SchemaName'],
  },
  tables: {
    table: 'sys_tables',
    columns: { ...table, kind: 'TableType', description: 'Description' },
    filters: ['catalog', 'schema', 'table'],
    order: ['CatalogName', 'SchemaName', 'TableName'],
  },
  columns: {
    table: 'sys_tablecolumns',
    columns: {
      ...table,
      column: 'ColumnName',
      type: 'DataTypeName',
      nullable: 'IsNullable',
      description: 'Description',
    },
    filters: ['catalog', 'schema', 'table'],
    order: ['CatalogName', 'SchemaName', 'TableName', 'Ordinal'],
  },
}

/** `GET /v1/catalog`: catalogs, schemas, tables or columns. */
export function catalogRoute(app: TypedApp, { host }: HttpOptions): void {
  app.get(
    '/v1/catalog',
    {
      schema: {
        summary: 'Catalogs, schemas, tables or columns',
        operationId: 'catalog',
        querystring: querySchema,
        response: {
          200: answerSchema,
          default: {
            description: 'An error.',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      },
    },
    async (request, reply) => {
      const { of = 'tables', ...wanted } = request.query
      const { sql, parameters } = statementOf(listings[of], wanted)
      const { connection, signal, release } = await openQuery(host, { request, reply }, {})
      try {
        const result = await connection.query(sql, parameters, { signal })
        return { items: (await result.toArray()) as { catalog: string }[] }
      } finally {
        release()
      }
    },
  )
}

function statementOf(
  { table, columns, filters, order }: Listing,
  wanted: Partial<Record<Filter, string>>,
): { readonly sql: string; readonly parameters: Readonly<Record<string, string>> } {
  const given = filters.flatMap((name) => {
    const value = wanted[name]
    return value === undefined ? [] : [{ name, value }]
  })
  const select = Object.entries(columns).map(([name, column]) => `${column} AS "${name}"`)
  const where = given.map(({ name }) => `${columns[name]} = :${name}`)
  const sql = [
    `SELECT ${select.join(', ')} FROM CData.Information.${table}`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    `ORDER BY ${order.join(', ')}`,
  ].join(' ')
  return { sql, parameters: Object.fromEntries(given.map(({ name, value }) => [name, value])) }
}
