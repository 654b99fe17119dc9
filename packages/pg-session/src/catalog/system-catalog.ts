import type { LocalSchema, LocalTable, LocalType, Row } from 'devopsql'
import { keepOrigins } from './column-origin.ts'
import { createDatabaseModel } from './database-model.ts'
import { keepModel } from './kept-model.ts'
import { localTypeOf } from './local-type.ts'
import { definitionMacros } from './macros/definition-macros.ts'
import { functionMacros } from './macros/function-macros.ts'
import { nameMacros } from './macros/name-macros.ts'
import { sessionMacros } from './macros/session-macros.ts'
import { textMacros } from './macros/text-macros.ts'
import { createOids } from './oids.ts'
import { informationSchema, own, pgCatalog } from './own-relations.ts'
import type { CatalogSession, OwnRelation, Rows } from './row-context.ts'
import { columnRows } from './rows/column-rows.ts'
import { helperRows } from './rows/definition-rows.ts'
import { descriptionRows } from './rows/description-rows.ts'
import { informationRows } from './rows/information-rows.ts'
import { keyRows } from './rows/key-rows.ts'
import { procedureRows } from './rows/procedure-rows.ts'
import { relationRows } from './rows/relation-rows.ts'
import { serverRows } from './rows/server-rows.ts'
import { typeRows } from './rows/type-rows.ts'

const pgRows: Readonly<Record<string, Rows>> = {
  ...relationRows,
  ...columnRows,
  ...keyRows,
  ...typeRows,
  ...procedureRows,
  ...descriptionRows,
  ...serverRows,
}

/** Rows are made by the page, so that few of them are there at a time. */
const pageSize = 1000

/** Columns that every table of PostgreSQL has, though `*` does not stand for them. */
const systemColumns = { tableoid: 'INTEGER', xmin: 'INTEGER' } as const

const helpers: Readonly<Record<string, Readonly<Record<string, LocalType>>>> = {
  '#names': { '#kind': 'VARCHAR', '#name': 'NAME', '#oid': 'INTEGER', '#shown': 'VARCHAR' },
  '#definitions': {
    '#kind': 'VARCHAR',
    '#oid': 'INTEGER',
    '#part': 'INTEGER',
    '#text': 'VARCHAR',
  },
  '#descriptions': { '#oid': 'INTEGER', '#part': 'INTEGER', '#text': 'VARCHAR' },
  '#visible': { '#oid': 'INTEGER' },
}

/** The schemas in which PostgreSQL's tools look around, for `connect(…, { localSchemas })`: told of one database. */
export function systemCatalog(session: CatalogSession): Readonly<Record<string, LocalSchema>> {
  const oids = createOids()
  const model = keepModel(createDatabaseModel(session.database, oids), () => performance.now())
  const tableOf = (
    { name, oid }: Pick<OwnRelation, 'name' | 'oid'>,
    columns: Readonly<Record<string, LocalType>>,
    rows: Rows | undefined,
  ): LocalTable => ({
    name,
    columns,
    hidden: Object.fromEntries(
      Object.entries(systemColumns).filter(([column]) => !(column in columns)),
    ),
    async *rows({ equal, columns: needed, system }) {
      const found = await rows?.({ equal, columns: needed, system, session, model, oids, own })
      let page: Row[] = []
      for (const row of found ?? []) {
        page.push({ tableoid: oid, xmin: 1, ...row })
        if (page.length < pageSize) continue
        yield page
        page = []
      }
      yield page
    },
  })
  const declared = (relation: OwnRelation, rows: Rows | undefined): LocalTable =>
    tableOf(relation, columnsOf(relation), rows)
  const catalog = {
    pg_catalog: {
      tables: [
        ...pgCatalog.map((relation) => declared(relation, pgRows[relation.name])),
        ...Object.entries(helpers).map(([name, columns]) =>
          tableOf({ name, oid: 0 }, columns, helperRows[name]),
        ),
      ],
      macros: {
        ...nameMacros,
        ...definitionMacros,
        ...textMacros,
        ...functionMacros,
        ...sessionMacros(session),
      },
    },
    information_schema: {
      tables: informationSchema.map((relation) =>
        declared(relation, informationRows[relation.name]),
      ),
      macros: {},
    },
  }
  keepOrigins(catalog, { database: session.database, oids })
  return catalog
}

function columnsOf({ columns }: OwnRelation): Readonly<Record<string, LocalType>> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, localTypeOf(type)]))
}
