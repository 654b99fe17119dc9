import { describe, expect, it } from 'vitest'
import type { FieldInfo, FieldType, FieldValue, StoredLink, WorkItemStore } from './contract.ts'
import type { WiqlVariants } from './query-scope.ts'
import { runWiql, type WiqlOptions, type WiqlResult } from './run-wiql.ts'

const defaults: WiqlVariants = {
  textComparison: 'ignore-case',
  notEqualOnEmpty: 'matches',
  emptyOrder: 'first',
  trailingSpaces: 'compared',
  containsLength: 100,
  wiqlLimit: 'unless-top',
  asOfTags: 'ignored',
  timeWithoutPrecision: 'refused',
  profileOffsetMinutes: 0,
}

function aField(name: string, referenceName: string, type: FieldType): FieldInfo {
  const sortable = type !== 'html' && type !== 'plainText' && type !== 'history'
  return {
    name,
    referenceName,
    type,
    isIdentity: referenceName === 'System.AssignedTo' || referenceName === 'System.CreatedBy',
    canSortBy: sortable,
    isQueryable: true,
  }
}

const fields: readonly FieldInfo[] = [
  aField('ID', 'System.Id', 'integer'),
  aField('Title', 'System.Title', 'string'),
  aField('State', 'System.State', 'string'),
  aField('Team Project', 'System.TeamProject', 'string'),
  aField('Area Path', 'System.AreaPath', 'treePath'),
  aField('Assigned To', 'System.AssignedTo', 'string'),
  aField('Created By', 'System.CreatedBy', 'string'),
  aField('Changed Date', 'System.ChangedDate', 'dateTime'),
  aField('Created Date', 'System.CreatedDate', 'dateTime'),
  aField('Priority', 'Microsoft.VSTS.Common.Priority', 'integer'),
  aField('Effort', 'Microsoft.VSTS.Scheduling.Effort', 'double'),
  aField('Blocked', 'Custom.Blocked', 'boolean'),
  aField('Tags', 'System.Tags', 'plainText'),
  aField('Description', 'System.Description', 'html'),
]

const ana = 'Ana Šimić <ana@fabrikam.com>'
const bo = 'Bo <bo@fabrikam.com>'
const rows: ReadonlyMap<number, Readonly<Record<string, FieldValue>>> = new Map([
  [
    3,
    {
      'System.Title': 'Login fails',
      'System.State': 'Active',
      'System.TeamProject': 'Fabrikam',
      'System.AreaPath': 'Fabrikam\\Web',
      'System.AssignedTo': ana,
      'System.CreatedBy': ana,
      'System.ChangedDate': new Date('2026-03-01T08:30:00.250Z'),
      'System.CreatedDate': new Date('2026-03-01T08:30:00.250Z'),
      'Microsoft.VSTS.Common.Priority': 1,
      'Microsoft.VSTS.Scheduling.Effort': 2.5,
      'Custom.Blocked': true,
      'System.Tags': 'blue sky; urgent',
      'System.Description': '<div>The <b>login</b> page fails&nbsp;often</div>',
    },
  ],
  [
    5,
    {
      'System.Title': 'éclair',
      'System.State': 'active',
      'System.TeamProject': 'Fabrikam',
      'System.AreaPath': 'Fabrikam\\Website',
      'System.CreatedBy': bo,
      'System.ChangedDate': new Date('2026-03-01T23:59:59Z'),
      'System.CreatedDate': new Date('2026-02-01T00:00:00Z'),
      'Microsoft.VSTS.Common.Priority': 2,
      'Custom.Blocked': false,
      'System.Tags': 'blue',
    },
  ],
  [
    8,
    {
      'System.Title': 'Fix "quotes" and it\'s',
      'System.State': 'Closed',
      'System.TeamProject': 'Contoso',
      'System.AreaPath': 'Fabrikam',
      'System.AssignedTo': bo,
      'System.CreatedBy': ana,
      'System.ChangedDate': new Date('2026-03-02T00:00:00Z'),
      'System.CreatedDate': new Date('2026-03-02T00:00:00Z'),
    },
  ],
])

const child = 'System.LinkTypes.Hierarchy-Forward'
const parent = 'System.LinkTypes.Hierarchy-Reverse'
// 8 has the child 3, and 3 has the child 5.
const links: ReadonlyMap<number, readonly StoredLink[]> = new Map([
  [8, [{ type: child, target: 3 }]],
  [
    3,
    [
      { type: parent, target: 8 },
      { type: child, target: 5 },
    ],
  ],
  [5, [{ type: parent, target: 3 }]],
])

const store: WorkItemStore = {
  fields,
  ids: [...rows.keys()],
  projects: [{ id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Fabrikam' }],
  value: (id, referenceName) =>
    referenceName === 'System.Id' ? id : rows.get(id)?.[referenceName],
  has: (id) => rows.has(id),
  asOf: () => ({
    ...store,
    value: (id, name) => (name === 'System.State' ? 'New' : store.value(id, name)),
  }),
  valuesEver: (id, referenceName) =>
    referenceName === 'System.State'
      ? ['New', store.value(id, referenceName)]
      : [store.value(id, referenceName)],
  linksOf: (id) => links.get(id) ?? [],
  group(name) {
    if (name === '[Fabrikam]\\Team') return new Set([ana])
    return name === 'Microsoft.BugCategory' ? new Set(['Login fails']) : undefined
  },
  iteration: ({ team }, offset) =>
    team === 'Team' ? `Fabrikam\\${offset === 0 ? 'Web' : 'Website'}` : undefined,
  teamArea: ({ team }) => (team === 'Team' ? 'Fabrikam' : undefined),
}

const now = new Date('2026-03-04T10:00:00Z') // a Wednesday

function run(text: string, options: Partial<WiqlOptions> = {}): WiqlResult {
  return runWiql(store, text, { now, variants: defaults, project: 'fabrikam', me: ana, ...options })
}

function idsOf(result: WiqlResult): readonly number[] | string {
  if (result.kind === 'error') return result.message
  return result.kind === 'ids' ? result.ids : 'links'
}

/** Each row as `source>target`, or the target alone. */
function linksOf(text: string, options: Partial<WiqlOptions> = {}): readonly string[] | string {
  const result = run(`SELECT [System.Id] FROM WorkItemLinks ${text}`, options)
  if (result.kind !== 'links') return idsOf(result).toString()
  return result.rows.map(({ link, target }) =>
    link === undefined ? String(target) : `${link.source}>${target}`,
  )
}

function where(condition: string, options: Partial<WiqlOptions> = {}): readonly number[] | string {
  return idsOf(run(`SELECT [System.Id] FROM WorkItems WHERE ${condition}`, options))
}

function order(clause: string, variants: Partial<WiqlVariants> = {}): readonly number[] | string {
  const text = `SELECT Id FROM WorkItems ORDER BY ${clause}`
  return idsOf(run(text, { variants: { ...defaults, ...variants } }))
}

function variant(changes: Partial<WiqlVariants>): Partial<WiqlOptions> {
  return { variants: { ...defaults, ...changes } }
}

function aStoreOf(count: number): WorkItemStore & { readonly reads: () => number } {
  let reads = 0
  const value = (id: number): FieldValue => {
    reads++
    return id % 2 === 0 ? 'Active' : 'Closed'
  }
  const ids = Int32Array.from({ length: count }, (_, index) => index * 2 + 1)
  return { ...store, ids, value, has: (id) => id % 2 === 1 && id < count * 2, reads: () => reads }
}

describe('the grammar', () => {
  it.each([
    ['[System.State] = "Closed"', [8]],
    ["State = 'Closed'", [8]],
    ["System.State='Closed'", [8]],
    ["[system.state] = 'Closed' and id > 3", [8]],
    ["[Title] = 'Fix \"quotes\" and it''s'", [8]],
    ['[Title] = "Fix ""quotes"" and it\'s"', [8]],
    ["Id = 3 OR Id = 5 AND State = 'Closed'", [3]],
    ["(Id = 3 OR Id = 5) AND State = 'active'", [3, 5]],
    ['NOT (Id = 3 OR Id = 8)', [5]],
    ["NOT [Area Path] UNDER 'Fabrikam\\Web'", [5, 8]],
    ['[Assigned To] = [Created By]', [3]],
    ['[Created Date] < [Changed Date]', [5]],
    ["EVER [Assigned To] = 'Bo'", [8]],
    ["[Assigned To] EVER 'Bo'", [8]],
    ["[Assigned To] WAS EVER 'Bo'", [8]],
    ['State = [Any]', [3, 5, 8]],
    ['[Priority] > -1', [3, 5]],
  ])('reads %s', (condition, ids) => {
    expect(where(condition)).toEqual(ids)
  })

  it.each([
    [
      'SELECT TOP 5 [System.Id] FROM WorkItems',
      'TF51006: The query statement is missing a FROM clause. The error is caused by «5».',
    ],
    [
      "SELECT Id FROM WorkItems WHERE Title LIKE 'a'",
      'Expecting comparison operator. The error is caused by «LIKE».',
    ],
    [
      'SELECT Id FROM WorkItems WHERE Id IN ()',
      'Expecting constant value. The error is caused by «)».',
    ],
    [
      'SELECT Id FROM WorkItems WHERE Id = 1 Id = 2',
      'Expecting end of string. The error is caused by «Id».',
    ],
    [
      "SELECT Id FROM WorkItems WHERE NOT Title EVER 'a'",
      "The ever operator cannot be negated. The error is caused by «'a'».",
    ],
    [
      'SELECT Id FROM WorkItems WHERE Id = 1 MODE (Recursive)',
      'Expecting end of string. The error is caused by «MODE (recursive)».',
    ],
    [
      "SELECT Id FROM WorkItems WHERE Title = 'a",
      "The string has no closing quote. The error is caused by «'a».",
    ],
  ])('refuses %s', (text, message) => {
    expect(run(text)).toEqual({
      kind: 'error',
      status: 400,
      typeKey: 'VssPropertyValidationException',
      message,
      eventId: 3000,
    })
  })

  it('takes 32,000 characters and no more', () => {
    const text = 'SELECT Id FROM WorkItems'
    expect(idsOf(run(text.padEnd(32_000)))).toEqual([3, 5, 8])
    expect(run(text.padEnd(32_001))).toMatchObject({ kind: 'error', status: 400 })
  })

  it('refuses a text of parentheses instead of running out of stack', () => {
    expect(where('('.repeat(10_000))).toContain('nested too deeply')
  })

  it('names the columns and the sort columns', () => {
    const result = run(
      'SELECT [ID], [System.Title] FROM workitems ORDER BY [Changed Date] DESC, ID asc',
    )
    expect(result).toMatchObject({
      columns: [{ referenceName: 'System.Id' }, { referenceName: 'System.Title' }],
      sortColumns: [
        { field: { referenceName: 'System.ChangedDate' }, descending: true },
        { field: { referenceName: 'System.Id' }, descending: false },
      ],
      asOf: now,
    })
  })

  it('reads ASOF and shows it as the date of the answer', () => {
    const result = run("SELECT Id FROM WorkItems ASOF '2026-01-02'")
    expect(result).toMatchObject({ asOf: new Date('2026-01-02T00:00:00Z') })
  })
})

describe('operators by type', () => {
  it.each([
    [
      "[Description] = 'x'",
      "The specified operator cannot be used with long-text fields. The error is caused by «[Description] = 'x'».",
    ],
    [
      "[Priority] CONTAINS '1'",
      "Operator CONTAINS can be used with string type fields only. The error is caused by «[Priority] CONTAINS '1'».",
    ],
    [
      "[Area Path] CONTAINS 'Web'",
      "The specified operator cannot be used with area path fields. The error is caused by «[Area Path] CONTAINS 'Web'».",
    ],
    [
      "[System.Nope] = 'x'",
      'TF51005: The query references a field that does not exist. The error is caused by «[System.Nope]».',
    ],
    [
      '[Title] = @TeamProject',
      'TF51005: The query references a field that does not exist. The error is caused by «@TeamProject».',
    ],
    [
      "[Priority] = 'high'",
      "TF212023: You cannot compare fields with different data types in the WHERE clause of a work item query. The error is caused by «[Priority] = 'high'».",
    ],
    [
      '[System.Id] = 2147483648',
      'TF212023: You cannot compare fields with different data types in the WHERE clause of a work item query. The error is caused by «[System.Id] = 2147483648».',
    ],
    [
      "[Changed Date] > 'yesterday'",
      "Expecting DateTime value. The error is caused by «'yesterday'».",
    ],
    [
      '[Blocked] > false',
      'The specified operator cannot be used with boolean fields. The error is caused by «[Blocked] > false».',
    ],
    [
      '[Changed Date] = @Me',
      'TF212023: You cannot compare fields with different data types in the WHERE clause of a work item query. The error is caused by «[Changed Date] = @Me».',
    ],
  ])('refuses %s', (condition, message) => {
    expect(where(condition)).toBe(message)
  })

  it('refuses to sort by long text', () => {
    expect(order('[Description]')).toContain('cannot be used to sort')
  })

  it.each([
    ["[Title] > 'f'", [3, 8]],
    ['[Effort] >= 2.5', [3]],
    ["[Priority] IN (1, '2')", [3, 5]],
    ['[Blocked] = true', [3]],
    ["[Assigned To] = 'ana@fabrikam.com'", [3]],
    ['[Assigned To] = @Me', [3]],
    ["[Assigned To] CONTAINS 'fabrikam'", [3, 8]],
    ['[Team Project] = @project', [3, 5]],
    ["[Area Path] UNDER 'fabrikam\\web'", [3]],
    ["[Area Path] = 'Fabrikam'", [8]],
    ["[Description] CONTAINS WORDS 'login PAGE'", [3]],
    ["[Description] CONTAINS WORDS 'log'", []],
    ["[Description] CONTAINS WORDS 'log*'", [3]],
    ["[Description] CONTAINS 'log'", []],
    ['[Description] IS EMPTY', [5, 8]],
    ['[Description] IS NOT EMPTY', [3]],
    ["[Tags] CONTAINS 'Blue'", [5]],
    ["[Tags] CONTAINS 'blue sky'", [3]],
    ["[Tags] NOT CONTAINS 'blue'", [3, 8]],
  ])('runs %s', (condition, ids) => {
    expect(where(condition)).toEqual(ids)
  })
})

describe('empty fields', () => {
  it.each([
    ["[Assigned To] = ''", [5]],
    ["[Assigned To] <> ''", [3, 8]],
    ["[Priority] <> ''", [3, 5]],
    ["[Assigned To] IN ('', 'Bo')", [5, 8]],
    ["[Assigned To] NOT IN ('', 'Bo')", [3]],
    ['[Priority] < 5', [3, 5]],
  ])('finds %s', (condition, ids) => {
    expect(where(condition)).toEqual(ids)
  })

  it('are unequal to every value, or not, as the variant says', () => {
    expect(where('[Priority] <> 1')).toEqual([5, 8])
    expect(where('[Priority] <> 1', variant({ notEqualOnEmpty: 'excludes' }))).toEqual([5])
    expect(where("NOT [Tags] CONTAINS 'blue'", variant({ notEqualOnEmpty: 'excludes' }))).toEqual([
      3,
    ])
    expect(where('[Assigned To] <> [Created By]')).toEqual([5, 8])
    expect(
      where('[Assigned To] <> [Created By]', variant({ notEqualOnEmpty: 'excludes' })),
    ).toEqual([8])
  })

  it('sort first or last, as the variant says', () => {
    expect(order('[Priority]')).toEqual([8, 3, 5])
    expect(order('[Priority] DESC')).toEqual([5, 3, 8])
    expect(order('[Priority]', { emptyOrder: 'last' })).toEqual([3, 5, 8])
    expect(order('[Priority] DESC', { emptyOrder: 'last' })).toEqual([8, 5, 3])
  })
})

describe('text', () => {
  it('compares as the variant says', () => {
    expect(where("State = 'ACTIVE'")).toEqual([3, 5])
    expect(where("State = 'Active'", variant({ textComparison: 'case-sensitive' }))).toEqual([3])
    expect(where("Title = 'Eclair'")).toEqual([])
    expect(
      where("Title = 'Eclair'", variant({ textComparison: 'ignore-case-and-accents' })),
    ).toEqual([5])
    expect(where("State = 'Closed  '")).toEqual([])
    expect(where("State = 'Closed  '", variant({ trailingSpaces: 'ignored' }))).toEqual([8])
  })

  it('sorts as a language does, not by code points, and ties by id', () => {
    expect(order('Title')).toEqual([5, 8, 3])
    expect(order('State, Id DESC')).toEqual([5, 3, 8])
    expect(order('State DESC')).toEqual([8, 3, 5])
  })

  it('finds nothing by a term of more than 100 characters', () => {
    expect(where(`Title CONTAINS 'login'`)).toEqual([3])
    expect(where(`Title CONTAINS '${'x'.repeat(101)}'`)).toEqual([])
    expect(where(`Title CONTAINS 'login'`, variant({ containsLength: 4 }))).toEqual([])
  })
})

describe('dates', () => {
  const exact = { timePrecision: true }

  it.each([
    ["[Changed Date] = '2026-03-01'", [3, 5]],
    ["[Changed Date] > '2026-03-01'", [8]],
    ["[Changed Date] <= '2026-03-01'", [3, 5]],
    ["[Changed Date] = '3/1/2026'", [3, 5]],
    ["[Changed Date] = '03-02-2026 GMT'", [8]],
    ["[Changed Date] >= '2026-03-02T00:00:00.0000000'", [8]],
    ["[Changed Date] IN ('2026-03-02')", [8]],
    ['[Changed Date] >= @Today - 2', [8]],
    ['[Changed Date] >= @today-3', [3, 5, 8]],
    ['[Changed Date] >= @StartOfWeek', [3, 5, 8]],
    ["[Changed Date] >= @StartOfMonth('+1d')", [8]],
    ["[Created Date] < @StartOfYear('+3M') - 1", []],
    ['[Created Date] < @StartOfMonth', [5]],
    ['[Changed Date] >= @Today - 3.5', [3, 5, 8]],
    ['[Changed Date] >= @Today - 2.5', [5, 8]],
  ])('compares by the day in %s', (condition, ids) => {
    expect(where(condition)).toEqual(ids)
  })

  it('refuses a time of day without timePrecision', () => {
    expect(where("[Changed Date] >= '2026-03-01T10:00:00Z'")).toBe(
      "You cannot supply a time with the date when running a query using date precision. The error is caused by «[Changed Date] >= '2026-03-01T10:00:00Z'».",
    )
  })

  it.each([
    ["[Changed Date] = '2026-03-01'", []],
    ["[Changed Date] = '2026-03-01T08:30:00.25Z'", [3]],
    ["[Changed Date] < '2026-03-01T08:30:00.2500001Z'", [3]],
    ["[Changed Date] < '2026-03-01T08:30:00.25Z'", []],
    ["[Changed Date] = '2026-03-01T10:30:00.25+02:00'", [3]],
    ["[Changed Date] > '2026-03-01'", [3, 5, 8]],
  ])('compares to the instant with timePrecision in %s', (condition, ids) => {
    expect(where(condition, exact)).toEqual(ids)
  })

  it('refuses days that do not exist', () => {
    expect(where("[Changed Date] = '2026-02-30'")).toContain('Expecting DateTime value.')
  })
})

describe('macros', () => {
  it('take the project from the URL, by id as well', () => {
    const project = 'AAAAAAAA-0000-0000-0000-000000000001'
    expect(where('[Team Project] = @project', { project })).toEqual([3, 5])
    expect(where('[Team Project] = @project', { project: undefined })).toContain('@project')
  })

  it.each([
    ['[Area Path] = @CurrentIteration', [3]],
    ["[Area Path] = @CurrentIteration('[Fabrikam]\\Team')", [3]],
    ['[Area Path] UNDER @TeamAreas', [3, 5, 8]],
    ['Id IN (@MyRecentActivity)', []],
    ['Id IN (@RecentProjectActivity)', [3, 5]],
    ['Id IN (@RecentMentions)', []],
    ['Id NOT IN (@Follows)', [3, 5, 8]],
  ])('stand for what the team and the person have in %s', (condition, ids) => {
    expect(where(condition, { team: 'Team' })).toEqual(ids)
  })

  it('refuse @CurrentIteration without a team', () => {
    expect(where('[Area Path] = @CurrentIteration + 1')).toContain('VS402612')
  })
})

describe('the past', () => {
  it('is what a query with ASOF looks at', () => {
    expect(where("State = 'New'")).toEqual([])
    expect(where("State = 'New' ASOF '2026-01-02'")).toEqual([3, 5, 8])
  })

  it('has no conditions on tags, unless the variant compares them', () => {
    const condition = "[Tags] CONTAINS 'Blue' ASOF '2026-01-02'"
    expect(where(condition)).toEqual([3, 5, 8])
    expect(where(condition, variant({ asOfTags: 'compared' }))).toEqual([5])
  })

  it.each([
    ["State EVER 'New'", [3, 5, 8]],
    ["State WAS EVER 'Closed'", [8]],
    ["EVER State <> 'New'", [3, 5, 8]],
    ["[Tags] EVER 'Blue'", 'The specified operator'],
  ])('is searched by %s', (condition, ids) => {
    expect(where(condition)).toEqual(typeof ids === 'string' ? expect.stringContaining(ids) : ids)
  })
})

describe('IN GROUP', () => {
  it.each([
    ["[Assigned To] IN GROUP '[Fabrikam]\\Team'", [3]],
    ["[Assigned To] NOT IN GROUP '[Fabrikam]\\Team'", [5, 8]],
    ["Title IN GROUP 'Microsoft.BugCategory'", [3]],
  ])('runs %s', (condition, ids) => {
    expect(where(condition)).toEqual(ids)
  })

  it('refuses a group that does not exist', () => {
    expect(where("[Assigned To] IN GROUP 'Nobody'")).toContain('Nobody')
  })
})

describe('queries of links', () => {
  const child = "[System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward'"

  it.each([
    [`WHERE ${child} MODE (MustContain)`, ['3', '3>5', '8', '8>3']],
    [`WHERE ${child}`, ['3', '3>5', '8', '8>3']],
    [`WHERE ${child} MODE (MayContain)`, ['3', '3>5', '5', '8', '8>3']],
    [`WHERE ${child} MODE (DoesNotContain)`, ['5']],
    [`WHERE ${child} AND [Source].[State] = 'Closed'`, ['8', '8>3']],
    [`WHERE ${child} AND [Target].[Id] = 5`, ['3', '3>5']],
    [`WHERE ${child} ORDER BY [Source].[Id] DESC`, ['8', '8>3', '3', '3>5']],
    [
      "WHERE [System.Links.LinkType] <> 'System.LinkTypes.Related' AND [Source].[Id] = 3",
      ['3', '3>8', '3>5'],
    ],
    [`WHERE ${child} AND [Source].[Id] > 0 MODE (Recursive)`, ['8', '8>3', '3>5']],
    [`WHERE ${child} AND [Target].[Id] <> 3 MODE (Recursive)`, ['3', '3>5', '8']],
    [
      `WHERE ${child} AND [Target].[Id] = 5 MODE (Recursive, ReturnMatchingChildren)`,
      ['8', '8>3', '3>5'],
    ],
  ])('runs %s', (text, rows) => {
    expect(linksOf(text)).toEqual(rows)
  })

  it.each([
    [`WHERE ${child} ORDER BY [System.Id] MODE (Recursive)`, 'neither ORDER BY nor ASOF'],
    [`WHERE ${child} ASOF '2026-01-02' MODE (Recursive)`, 'neither ORDER BY nor ASOF'],
    ["WHERE [Source].[State] = 'Closed' MODE (Recursive)", 'one link type that makes a tree'],
    ['WHERE [Source].[Id] = 3 OR [Target].[Id] = 3', 'about one end of the link'],
    ["WHERE [State] = 'Closed'", 'Expecting [Source] or [Target]'],
    [`WHERE ${child} MODE (Everything)`, 'The mode is not known'],
    ["WHERE [System.Links.LinkType] > 'a'", 'cannot be used with link types'],
  ])('refuses %s', (text, message) => {
    expect(linksOf(text)).toContain(message)
  })

  it('counts rows for $top and the limit', () => {
    expect(linksOf(`WHERE ${child}`, { top: 3 })).toEqual(['3', '3>5', '8'])
  })

  it('tells what kind of answer it is', () => {
    const tree = run(`SELECT Id FROM WorkItemLinks WHERE ${child} MODE (Recursive)`)
    const hop = run(`SELECT Id FROM WorkItemLinks WHERE ${child}`)
    expect([tree, hop]).toMatchObject([{ queryType: 'tree' }, { queryType: 'oneHop' }])
  })
})

describe('how long a query runs', () => {
  it('is limited, with VS402335', () => {
    expect(idsOf(run('SELECT Id FROM WorkItems', { isOutOfTime: () => true }))).toContain(
      'VS402335',
    )
  })
})

describe('how many results', () => {
  it('are 20,000 at most', () => {
    const text = 'SELECT Id FROM WorkItems'
    const options = { now, variants: defaults }
    expect(runWiql(aStoreOf(20_000), text, options)).toMatchObject({
      kind: 'ids',
      ids: { length: 20_000 },
    })
    expect(runWiql(aStoreOf(20_001), text, options)).toEqual({
      kind: 'error',
      status: 400,
      typeKey: 'WorkItemTrackingQueryResultSizeLimitExceededException',
      message:
        'VS402337: The number of work items returned exceeds the size limit of 20000. Change the query to return fewer items.',
      eventId: 3200,
    })
  })

  it('are what $top says, if that is fewer', () => {
    const text = "SELECT Id FROM WorkItems WHERE State = 'Closed' ORDER BY State, Id DESC"
    const options = { now, variants: defaults, top: 2 }
    expect(idsOf(runWiql(aStoreOf(20_001), text, options))).toEqual([40_001, 39_999])
    const always = { ...options, ...variant({ wiqlLimit: 'always' }) }
    expect(idsOf(runWiql(aStoreOf(20_001), text, always))).toContain('VS402337')
  })

  it('stop at $top in the order of ids, backwards too', () => {
    const options = { now, variants: defaults, top: 2 }
    expect(
      idsOf(runWiql(aStoreOf(30_000), 'SELECT Id FROM WorkItems ORDER BY Id DESC', options)),
    ).toEqual([59_999, 59_997])
    expect(idsOf(runWiql(aStoreOf(30_000), 'SELECT Id FROM WorkItems', options))).toEqual([1, 3])
  })
})

describe('conditions on the id', () => {
  it.each([
    ["Id IN (7, 5, 6, 99999999) AND State = 'Closed'", [5, 7], 2],
    ["(Id = 3 OR Id = 9) AND State <> 'Active'", [3, 9], 2],
    ["Id > 5 AND Id <= 11 AND State = 'Closed'", [7, 9, 11], 3],
    ["Id >= 5 AND (Id < 8 AND State = 'Closed')", [5, 7], 2],
    ["Id = 4 AND State = 'Active'", [], 0],
  ])('%s reads only those work items', (condition, ids, reads) => {
    const many = aStoreOf(50_000)
    const result = runWiql(many, `SELECT Id FROM WorkItems WHERE ${condition}`, {
      now,
      variants: defaults,
    })
    expect(idsOf(result)).toEqual(ids)
    expect(many.reads()).toBe(reads)
  })
})
