import { DevopsqlError } from '@devopsql/errors'
import type { Table } from '@devopsql/schema'
import type { WorkItemType } from '../load-work-item-types.ts'
import { tableOfType } from '../work-item-view.ts'
import { listSchemas, type SchemaColumns, type SchemaEntry } from './list-schemas.ts'
import { type Equal, mayBe, type SystemContext } from './system-context.ts'

export interface TableEntry extends SchemaEntry {
  readonly table: Table
  /** Set for the view of the work items of one type: the table of all, and the type. */
  readonly view?: { readonly of: Table; readonly type: WorkItemType }
}

export interface TableColumns extends SchemaColumns {
  readonly table: string
}

/** The tables of each schema, without the columns that fields add. */
export async function* listTables(
  context: SystemContext,
  equal: Equal,
  columns: TableColumns,
): AsyncGenerator<readonly TableEntry[]> {
  for await (const schema of listSchemas(context, equal, columns)) {
    const tables = context.tables
      .filter(({ levels }) => levels.includes(schema.level))
      .map((table): TableEntry => ({ ...schema, table }))
    const views = await typeViews(context, schema, { equal, columns })
    yield [...tables, ...views].filter(({ table }) => mayBe(equal, columns.table, table.name))
  }
}

interface Asked {
  readonly equal: Equal
  readonly columns: TableColumns
}

/** The views of single work item types: none is asked for where only tables that are always there are. */
async function typeViews(
  { tables, metadata, request }: SystemContext,
  schema: SchemaEntry,
  { equal, columns }: Asked,
): Promise<readonly TableEntry[]> {
  const workItems = tables.find(({ dynamic }) => dynamic === 'work-item-fields')
  if (workItems?.levels.includes(schema.level) !== true) return []
  const taken = new Set(tables.map(({ name }) => name.toLowerCase()))
  const names = equal[columns.table]
  if (names?.every((name) => taken.has(name.toLowerCase())) === true) return []
  const { all, ofProject } = await metadata.allWorkItemTypes.get(request)
  const types = schema.projectId === undefined ? all : (ofProject.get(schema.projectId) ?? [])
  return types.flatMap((type): readonly TableEntry[] => {
    const table = tableOfType(workItems, type)
    if (taken.has(table.name.toLowerCase())) return []
    taken.add(table.name.toLowerCase())
    return [{ ...schema, table, view: { of: workItems, type } }]
  })
}

/** The same with every column. */
export async function* listWholeTables(
  context: SystemContext,
  equal: Equal,
  columns: TableColumns,
): AsyncGenerator<readonly TableEntry[]> {
  for await (const entries of listTables(context, equal, columns)) {
    const whole: TableEntry[] = []
    for (const entry of entries) whole.push({ ...entry, table: await wholeTable(entry, context) })
    yield whole
  }
}

/** A view whose query has gone wrong is listed without columns: the others can still be read about. */
async function wholeTable(
  { table, view }: TableEntry,
  { widen, request }: SystemContext,
): Promise<Table> {
  if (view !== undefined) return tableOfType(await widen(view.of, request), view.type)
  try {
    return await widen(table, request)
  } catch (error) {
    if (table.dynamic === 'query' && error instanceof DevopsqlError && error.category === 'sql')
      return table
    throw error
  }
}
