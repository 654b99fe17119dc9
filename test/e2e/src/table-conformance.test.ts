import type { EmulatorStats } from '@devopsql/emulator'
import type { Access, Pushdown, PushdownOperator, Table } from '@devopsql/schema'
import { tables as all } from '@devopsql/tables'
import type { ColumnSummary, Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteWorkItems, type OpenOrganization, openOrganization } from './open-organization.ts'

// What the connection itself knows has tests of its own: system-tables.test.ts.
const tables: readonly Table[] = all.filter(({ kind }) => kind !== 'system')

interface Declared {
  readonly table: Table
  readonly access: Access
  readonly pushdown: Pushdown
  readonly operator: PushdownOperator
}

/** How tables are read that the service only finds rows of. */
const found: Readonly<Record<string, { readonly from?: string; readonly condition?: string }>> = {
  Identities: {
    from: 'Groups JOIN Identities ON Identities.SubjectDescriptor = Groups.Descriptor',
  },
  ...Object.fromEntries(
    ['CodeSearchResults', 'WorkItemSearchResults', 'WikiSearchResults', 'PackageSearchResults'].map(
      (name) => [name, { condition: "SearchText = 'e'" }],
    ),
  ),
  QueryResults: {
    condition: "QueryPath IN ('Shared Queries/Active bugs', 'Shared Queries/Planning/Backlog')",
  },
  GitForks: { condition: "CollectionId = 'ce95cda3-1d55-4082-a5f5-bb17a119e08a'" },
}
/** `SELECT *` from a table, with conditions. */
const select = ({ name }: Table, ...conditions: readonly string[]): string => {
  const { from = name, condition = [] } = found[name] ?? {}
  const all = [...conditions, condition].flat()
  return `SELECT ${name}.* FROM ${from}${all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`}`
}
const isParameter = (table: Table, name: string): boolean =>
  table.columns.find((column) => column.name === name)?.source.kind === 'parameter'

const declared: readonly Declared[] = tables.flatMap((table) =>
  table.access.flatMap((access) =>
    access.pushdown
      // No row has a value of a request parameter: request-parameters.test.ts.
      .filter(({ column }) => !isParameter(table, column))
      .flatMap((pushdown) =>
        pushdown.operators.map((operator) => ({ table, access, pushdown, operator })),
      ),
  ),
)
const named = declared.map((each) => ({
  ...each,
  name: `${each.table.name}.${each.pushdown.column} ${each.operator} (${each.access.name}, ${Object.keys(each.pushdown.send).join(' ')})`,
}))
const required = tables.flatMap((table) =>
  table.access
    .map((access) => ({ access, columns: Object.values(access.requires ?? {}) }))
    // Beside a request parameter: in the tests of request parameters.
    .filter(({ columns }) => !columns.some((column) => isParameter(table, column)))
    .flatMap(({ access, columns }) => columns.map((column) => ({ table, access, column }))),
)
const ordered = tables.flatMap((table) =>
  table.access.flatMap((access) =>
    (access.orders ?? []).map((order) => ({ table: table.name, ...order })),
  ),
)

const quoted = (value: unknown): string => {
  if (typeof value === 'number') return String(value)
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

/** Real values of a column that the declaration allows to be sent, the frequent ones in the middle of a range. */
function sendableValues(rows: readonly Row[], { pushdown }: Declared): readonly unknown[] {
  const values = rows
    .map((row) => row[pushdown.column])
    .filter((value) => value !== null && value !== undefined && value !== '')
    .filter((value) => String(value).startsWith(pushdown.startsWith ?? ''))
    .filter((value) => pushdown.refuse?.some((part) => String(value).includes(part)) !== true)
    .filter((value) => !pushdown.values || String(value).toLowerCase() in pushdown.values)
  return values.toSorted((left, right) => Number(left) - Number(right))
}

function condition(column: string, operator: PushdownOperator, values: readonly unknown[]): string {
  const middle = values[Math.floor(values.length / 2)]
  return operator === 'in'
    ? `"${column}" IN (${quoted(values[0])}, ${quoted(middle)})`
    : `"${column}" ${operator} ${quoted(middle)}`
}

/** The condition on the column that the service wants a value for beside this one: the value of a row that has both. */
function conditionBeside({ beside, column }: Pushdown, rows: readonly Row[]): readonly string[] {
  if (beside === undefined) return []
  const found = rows.find((row) => row[beside] !== null && row[column] !== null)
  return [`"${beside}" = ${quoted(found?.[beside])}`]
}

/** The condition without which pages of time can't begin: one that every row meets. */
function lowerBound(
  { paging, pushdown: pushdowns }: Access,
  rows: readonly Row[],
): readonly string[] {
  if (paging.kind !== 'time-window') return []
  const bound = pushdowns.find(({ send }) => paging.from in send)
  if (!bound) throw new Error(`nothing is sent as ${paging.from}`)
  const values = rows.map((row) => Number(row[bound.column]))
  return [`"${bound.column}" >= ${quoted(new Date(Math.min(...values)))}`]
}

const constants: Readonly<Record<string, string>> = {
  INTEGER: '3',
  DOUBLE: '3',
  VARCHAR: "'Fabrikam'",
  BOOLEAN: 'TRUE',
  TIMESTAMPTZ: "'2026-01-01'",
}

/** One condition for each operator that the description of a column claims. */
function claimedConditions({ name, type, pushdown }: ColumnSummary): readonly string[] {
  const constant = constants[type] ?? 'NULL'
  const forms: Readonly<Record<string, string>> = {
    '=': `"${name}" = ${constant}`,
    IN: `"${name}" IN (${constant}, ${constant})`,
    '<': `"${name}" < ${constant}`,
    '<=': `"${name}" <= ${constant}`,
    '>': `"${name}" > ${constant}`,
    '>=': `"${name}" >= ${constant}`,
    CONTAINS: `"${name}" LIKE '%abrika%'`,
    UNDER: `"${name}" LIKE 'Fabrikam\\Web\\%'`,
    'IS NULL': `"${name}" IS NULL`,
  }
  const claimed = ` ${pushdown.replaceAll(/[(),]/g, ' ')} `
  return Object.entries(forms).flatMap(([word, form]) =>
    claimed.includes(` ${word} `) ? [form] : [],
  )
}

const sentQuery = (stats: EmulatorStats): string =>
  stats.recent.map((request) => decodeURIComponent(request.url)).join('\n')

const sorted = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted()

describe('every table keeps what it declares', () => {
  let organization: OpenOrganization
  const whole = new Map<string, readonly Row[]>()

  beforeAll(async () => {
    organization = await openOrganization({
      rows: {
        WorkItems: 120,
        Builds: 90,
        Releases: 45,
        PullRequests: 60,
        Commits: 120,
        Repositories: 7,
      },
    })
    await deleteWorkItems(organization.emulator, [8, 20, 31])
    for (const table of tables) {
      const result = await organization.off.query(select(table))
      whole.set(table.name, await result.toArray())
    }
  }, 60_000)
  afterAll(() => organization[Symbol.asyncDispose]())

  const ask = async (sql: string): Promise<readonly string[]> => {
    const { on, off, emulator } = organization
    const plan = await (await on.query(`EXPLAIN ${sql}`)).toArray()
    emulator.resetStats()
    const result = await on.query(sql)
    const rows = await result.toArray()
    const sent = sentQuery(emulator.stats())
    const expected = await (await off.query(sql)).toArray()
    expect(sorted(rows)).toEqual(sorted(expected))
    expect(rows.length).toBeGreaterThan(0)
    const read = result.stats.scans[0]?.rows ?? 0
    return [
      sent,
      `${read === rows.length ? 'exactly' : 'more than'} the rows`,
      ...plan.map((line) => String(line['plan'])),
    ]
  }

  it.each(named)('sends $name and gets the right rows', async (each) => {
    const { table, access, pushdown, operator } = each
    const values = sendableValues(whole.get(table.name) ?? [], each)
    const conditions = [
      condition(pushdown.column, operator, values),
      ...conditionBeside(pushdown, whole.get(table.name) ?? []),
      ...lowerBound(access, whole.get(table.name) ?? []),
    ]
    const facts = await ask(select(table, ...conditions))
    const plan = facts.slice(2).join('\n')
    expect(plan).toContain(`(${access.name})`)
    expect(plan).toContain(pushdown.inexact === undefined ? '(exact)' : '(superset: ')
    for (const parameter of Object.keys(pushdown.send)) expect(facts[0]).toContain(`${parameter}=`)
    if (pushdown.inexact === undefined) expect(facts[1]).toBe('exactly the rows')
  })

  it.each(required)('reads $table.name by $column', async ({ table, access, column }) => {
    const values = (whole.get(table.name) ?? []).map((row) => row[column])
    const wanted = [...new Set(values)].slice(0, 2).map(quoted).join(', ')
    const facts = await ask(`SELECT * FROM ${table.name} WHERE "${column}" IN (${wanted})`)
    expect(facts.slice(2).join('\n')).toContain(`(${access.name})`)
  })

  it.each(ordered)(
    'reads $table in the order of $column, descending: $descending',
    async (order) => {
      const sql = `SELECT "${order.column}" FROM ${order.table} ORDER BY "${order.column}"${order.descending ? ' DESC' : ''} LIMIT 7`
      const inProject = sql.replace('FROM ', 'FROM Project_Fabrikam.Project.')
      for (const each of [sql, inProject]) {
        const rows = await (await organization.on.query(each)).toArray()
        const expected = await (await organization.off.query(each)).toArray()
        expect(rows).toEqual(expected)
        expect(rows).toHaveLength(7)
      }
    },
  )

  it.each(tables)('reads each row of $name once, by its key', ({ name, key }) => {
    const rows = whole.get(name) ?? []
    const keys = new Set(rows.map((row) => JSON.stringify(key.map((column) => row[column]))))
    expect(rows.length).toBeGreaterThan(0)
    expect(keys.size).toBe(rows.length)
  })

  it('sends every WIQL operator that the description of a work item column claims', async () => {
    const { columns } = await organization.on.describe('WorkItems')
    const unsent: string[] = []
    for (const column of columns) {
      for (const written of claimedConditions(column)) {
        const explained = `EXPLAIN SELECT Id FROM WorkItems WHERE ${written}`
        const plan = await (await organization.on.query(explained)).toArray()
        if (!plan.some((line) => String(line['plan']).includes('sent: '))) unsent.push(written)
      }
    }
    expect(unsent).toEqual([])
  })

  it.each(tables)('gives LIMIT 3 of $name three rows', async (table) => {
    const result = await organization.on.query(`${select(table)} LIMIT 3`)
    expect(await result.toArray()).toHaveLength(3)
    expect(result.stats.complete).toBe(true)
  })
})
