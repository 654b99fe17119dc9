import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { aColumn, type FakeAnswer, fakeConnection } from './testing/fake-connection.ts'
import { fakeContext } from './testing/fake-context.ts'

const answer: FakeAnswer = { columns: [aColumn('Id', 'INTEGER')], batches: [[[1]]] }

it('takes SQL that begins with a comment for SQL', async () => {
  const connection = fakeConnection(answer)
  const context = fakeContext({ connect: async () => connection })
  expect(await runCli(['query', '-- all of them\nSELECT 1'], context)).toBe(0)
  expect(connection.asked.map(({ sql }) => sql.trim())).toEqual(['-- all of them\nSELECT 1'])
})

it('leaves the value of a parameter as it is', async () => {
  const connection = fakeConnection(answer)
  const context = fakeContext({ connect: async () => connection })
  expect(await runCli(['query', 'SELECT ?', '--param', '-- x'], context)).toBe(0)
  expect(connection.asked).toEqual([{ sql: 'SELECT ?', parameters: ['-- x'] }])
})

it('says that SQL needs quotes when it comes as many arguments', async () => {
  const context = fakeContext()
  expect(await runCli(['query', 'SELECT', '1'], context)).toBe(2)
  expect(context.err()).toContain('is one argument only in quotes')
})

it.each([['help', 'quary'], ['quary']])('names the nearest command for %s %s', async (...args) => {
  const context = fakeContext()
  expect(await runCli(args, context)).toBe(2)
  expect(context.err()).toContain('Did you mean query?')
})

it('refuses an empty connection string', async () => {
  const context = fakeContext()
  expect(await runCli(['query', 'SELECT 1', '-c', ''], context)).toBe(2)
  expect(context.err()).toContain('error: the connection string is empty\n')
})

it.each(['table', 'csv', 'json', 'ndjson'])(
  'writes all digits of a number beyond 2^53 as %s',
  async (format) => {
    const context = fakeContext({
      connect: async () => {
        const connection = fakeConnection(answer)
        return {
          ...connection,
          query: async (sql, parameters, options) => {
            expect(options).toMatchObject({ bigint: true })
            return await connection.query(sql, parameters, options)
          },
        }
      },
    })
    expect(await runCli(['query', 'SELECT 1', '--format', format], context)).toBe(0)
  },
)

it('looks for a word anywhere in the names of tables, and says when there is none', async () => {
  const asked: unknown[] = []
  const context = fakeContext({
    connect: async () => ({
      ...fakeConnection(answer),
      tables: async (pattern) => {
        asked.push(pattern)
        return []
      },
    }),
  })
  expect(await runCli(['tables', 'build'], context)).toBe(0)
  expect(await runCli(['tables', 'Build*'], context)).toBe(0)
  expect(asked).toEqual(['*build*', 'Build*'])
  expect(context.err()).toContain(
    'no table has a name like build; without a pattern all are listed',
  )
})
