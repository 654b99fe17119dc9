import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf, secret } from './failure.ts'

let emulator: Emulator
let db: Connection
beforeAll(async () => {
  emulator = await startEmulator({
    token: secret,
    rows: { WorkItems: 50, Builds: 10, PullRequests: 10, Commits: 10 },
  })
  db = await connect(emulator.connectionString)
})
afterAll(async () => {
  await db.close()
  await emulator.close()
})

const run = async (sql: string): Promise<unknown> => await (await db.query(sql)).toArray()

describe('a name that is not known', () => {
  it.each([
    [
      'SELECT * FROM WorkItms',
      { position: 14, message: 'table WorkItms does not exist', hint: 'Did you mean WorkItems?' },
    ],
    [
      'SELECT * FROM Zebra',
      {
        position: 14,
        message: 'table Zebra does not exist',
        hint: 'The command `devopsql tables` lists the tables.',
      },
    ],
    [
      'SELECT x.Title FROM WorkItems w',
      { position: 7, message: 'x in x.Title is no table of this query', hint: 'Did you mean w?' },
    ],
    [
      'WITH x AS (SELECT 1) SELECT * FROM y',
      {
        position: 35,
        message: 'table y does not exist',
        hint: 'The command `devopsql tables` lists the tables.',
      },
    ],
  ])('table: %s', async (sql, expected) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_TABLE', ...expected })
  })

  it.each([
    [
      'SELECT Titel FROM WorkItems',
      {
        position: 7,
        message: 'column Titel does not exist in WorkItems',
        hint: 'Did you mean Title?',
      },
    ],
    [
      'SELECT w.Titel FROM WorkItems w',
      {
        position: 9,
        message: 'column Titel does not exist in WorkItems',
        hint: 'Did you mean Title?',
      },
    ],
    [
      'SELECT Id FROM Builds WHERE Foo = 1',
      {
        position: 28,
        message: 'column Foo does not exist in Builds',
        hint: 'devopsql describe Builds lists its columns; text goes in single quotes.',
      },
    ],
    [
      'SELECT Id FROM Builds WHERE Status = "completed"',
      {
        position: 37,
        message: 'column completed does not exist in Builds',
        hint: 'devopsql describe Builds lists its columns; text goes in single quotes.',
      },
    ],
  ])('column: %s', async (sql, expected) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_COLUMN', ...expected })
  })

  it.each([
    ['SELECT * FROM Nope.Project.WorkItems', 14, 'catalog Nope does not exist'],
    ['SELECT * FROM Project_Fabrikam.Proj.WorkItems', 31, 'schema Proj does not exist'],
    ['SELECT * FROM CData.Project.WorkItems', 20, 'schema Project does not exist'],
    [
      'SELECT * FROM Project_Fabrikam.Repository_Nope.Commits',
      31,
      'repository Nope does not exist in project Fabrikam',
    ],
    [
      'SELECT * FROM Project_Fabrikan.Project.WorkItems',
      undefined,
      'project Fabrikan does not exist, or this identity may not see it',
    ],
    [
      'SELECT * FROM Project_Fabrikan.Project.Builds',
      undefined,
      'project Fabrikan does not exist, or this identity may not see it',
    ],
  ])('catalog, schema, project or repository: %s', async (sql, position, message) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNDEFINED_CATALOG', position, message })
  })

  it('function: names the nearest and where it stands', async () => {
    expect(await failureOf(() => run('SELECT Title, foo(Id) FROM WorkItems'))).toMatchObject({
      code: 'DEVOPSQL_INVALID_SQL',
      position: 14,
      message: 'function foo does not exist',
      hint: 'Did you mean floor?',
    })
  })
})

describe('a name that is not clear', () => {
  it('is an error that gives the qualified names', async () => {
    const sql = 'SELECT Id FROM Builds b JOIN BuildDefinitions d ON b.DefinitionId = d.Id'
    expect(await failureOf(() => run(sql))).toMatchObject({
      code: 'DEVOPSQL_AMBIGUOUS_NAME',
      position: 7,
      message: 'Id is ambiguous',
      hint: 'Say which one: b.Id or d.Id.',
    })
  })

  it('gives names that can be written so, where tables share theirs or fields have dots', async () => {
    const tables = '"Project_Contoso Web.Shop".Project.Builds'
    expect(
      await failureOf(() => run(`SELECT Id FROM CData.Information.Builds, ${tables}`)),
    ).toMatchObject({
      hint: `Say which one: CData.Information.Builds.Id or ${tables}.Id.`,
    })
    expect(
      await failureOf(() => run('SELECT "System.Title" FROM Bug JOIN WorkItems w USING (Id)')),
    ).toMatchObject({ hint: 'Say which one: Bug."System.Title" or w."System.Title".' })
  })

  it('is an error where two tables have one alias', async () => {
    expect(await failureOf(() => run('SELECT 1 FROM Projects x, Teams X'))).toMatchObject({
      code: 'DEVOPSQL_AMBIGUOUS_NAME',
      position: 32,
      message: 'two tables of the query are called X',
    })
  })
})

describe('values of types that do not fit together', () => {
  it.each([
    ["SELECT 1 FROM WorkItems WHERE Id = 'abc'", 35, "Id is an integer, which 'abc' is not"],
    ['SELECT 1 FROM WorkItems WHERE Title = 5', 38, 'Title is a text, which 5 is not'],
    ["SELECT 1 FROM WorkItems WHERE Title IN ('a', 5)", 45, 'Title is a text, which 5 is not'],
    [
      "SELECT 1 FROM WorkItems WHERE ChangedDate > 'soon'",
      44,
      "ChangedDate is a timestamp, which 'soon' is not",
    ],
    ["SELECT 1 FROM Projects WHERE Id = 'Fabrikam'", 34, "Id is a UUID, which 'Fabrikam' is not"],
  ])('%s is refused before anything is asked', async (sql, position, message) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_TYPE_MISMATCH', position, message })
  })

  it('an operator that does not take them is named without a list of all that would fit', async () => {
    const error = await failureOf(() => run('SELECT Id + Title FROM WorkItems'))
    expect(error).toMatchObject({
      code: 'DEVOPSQL_TYPE_MISMATCH',
      message: 'no function or operator takes these types: +(INTEGER, VARCHAR)',
      hint: 'Write a CAST to say which type is meant.',
    })
    expect(error.detail).not.toContain('Candidate')
  })

  it('a text that does not convert while the query runs is an error', async () => {
    expect(await failureOf(() => run('SELECT CAST(Title AS INT) FROM WorkItems'))).toMatchObject({
      code: 'DEVOPSQL_QUERY_FAILED',
      hint: 'Use TRY_CAST to get NULL where a value does not convert.',
    })
  })
})

describe('text that is no SQL', () => {
  it.each([
    ['', 0, 'found the end of the statement, expected SELECT, WITH, VALUES or EXPLAIN'],
    [
      '-- only a comment',
      17,
      'found the end of the statement, expected SELECT, WITH, VALUES or EXPLAIN',
    ],
    ['SELEC * FROM WorkItems', 0, 'found SELEC, expected SELECT, WITH, VALUES or EXPLAIN'],
    ['SELECT FROM WorkItems', 7, 'found FROM, expected an expression'],
    ['SELECT Id, FROM WorkItems', 11, 'found FROM, expected an expression'],
    ['SELECT * WorkItems', 9, 'found WorkItems, expected the end of the statement'],
    ['SELECT * FORM WorkItems', 9, 'found FORM, expected the end of the statement'],
    ['SELECT * FROM', 13, 'found the end of the statement, expected a table'],
    ['SELECT * FROM a.b.c.d.e', 14, 'a table name has one to four parts, not 5'],
    ['SELECT * FROM WorkItems WHERE', 29, 'found the end of the statement, expected an expression'],
    [
      'SELECT * FROM WorkItems WHERE Id IN (1,',
      39,
      'found the end of the statement, expected an expression',
    ],
    [
      'SELECT * FROM WorkItems WHERE (Id = 1',
      37,
      'found the end of the statement, expected ) for the ( at offset 30',
    ],
    ['SELECT * FROM WorkItems ORDER Id', 24, 'found ORDER, expected the end of the statement'],
    ["SELECT 'abc", 7, "a string that begins with ' has no end"],
    ['SELECT "abc', 7, 'a name that begins with " has no end'],
    ['SELECT [abc', 7, 'a name that begins with [ has no end'],
    ['SELECT /* abc', 7, 'a comment that begins with /* has no end'],
    ['SELECT #', 7, 'unexpected character #'],
  ])('%s', async (sql, position, message) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_SYNTAX_ERROR', position, message })
  })

  it.each([
    ['SELECT 1; SELECT 2', 10, 'there is a second statement'],
    ['DELETE FROM WorkItems', 0, 'DELETE is not supported'],
    ["UPDATE WorkItems SET Title = 'x'", 0, 'UPDATE is not supported'],
    ['DROP TABLE WorkItems', 0, 'DROP TABLE is not supported'],
  ])('or none that devopsql does: %s', async (sql, position, message) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_UNSUPPORTED_STATEMENT', position, message })
  })
})

describe('SQL that reads well but means nothing', () => {
  it('has its place also where its rows would go into a file', async () => {
    const sql = 'SELECT ProjectName, count(*) FROM WorkItems'
    const target = { file: '/nowhere/rows.csv', format: 'csv' } as const
    expect(await failureOf(() => db.export(sql, target))).toMatchObject({
      code: 'DEVOPSQL_INVALID_SQL',
      position: 7,
    })
  })

  it.each([
    [
      'SELECT 1 FROM WorkItems WHERE count(*) > 1',
      {
        position: 30,
        message: 'WHERE clause cannot contain aggregates',
        hint: 'Move the condition to HAVING.',
      },
    ],
    [
      'SELECT Title, count(*) FROM WorkItems',
      {
        position: 7,
        message:
          'column "Title" must appear in the GROUP BY clause or must be part of an aggregate function',
        hint: 'Add Title to GROUP BY, or write any_value(Title).',
      },
    ],
    [
      'SELECT 1 UNION SELECT 1, 2',
      {
        position: undefined,
        message:
          'set operations can only apply to expressions with the same number of result columns',
        hint: 'Give both sides the same number of columns.',
      },
    ],
    [
      'SELECT 1 FROM WorkItems LIMIT -1',
      {
        position: 30,
        message: 'LIMIT/OFFSET cannot be negative',
        hint: 'Write a number from 0 up.',
      },
    ],
  ])('%s', async (sql, expected) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_INVALID_SQL', ...expected })
  })
})
