import { expect, it } from 'vitest'
import type { ExecStatement } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { bindArguments } from './bind-arguments.ts'

function exec(sql: string): ExecStatement {
  return parse(sql) as ExecStatement
}

it('puts values in the place of parameters, and keeps literals as they are written', () => {
  const statement = exec("EXEC p a = ?, b = 'x', c = ?, d = ?, e = -1.50, f = ?, g = ?")
  const values = ["it's", -7, true, null, 12345678901234567890n]
  expect(bindArguments(statement, values).map(({ name, value }) => [name, value])).toEqual([
    ['a', { kind: 'text', text: "it's" }],
    ['b', { kind: 'text', text: 'x' }],
    ['c', { kind: 'number', text: '-7' }],
    ['d', { kind: 'boolean', value: true }],
    ['e', { kind: 'number', text: '-1.50' }],
    ['f', { kind: 'null' }],
    ['g', { kind: 'number', text: '12345678901234567890' }],
  ])
})

it('finds parameters by name, which is not the name of the argument', () => {
  expect(bindArguments(exec('EXEC p @a = @b'), { b: 'x' })).toEqual([
    { name: 'a', value: { kind: 'text', text: 'x' }, span: { start: 7, end: 9 } },
  ])
})

it('gives a date as text', () => {
  const [argument] = bindArguments(exec('EXEC p a = ?'), [new Date('2026-01-02T03:04:05Z')])
  expect(argument?.value).toEqual({ kind: 'text', text: '2026-01-02T03:04:05.000Z' })
})

it.each([
  ['EXEC p a = ?', [], 'no value is given for parameter 1'],
  ['EXEC p a = ?', ['secret', 'secret'], 'the query has no parameter 2'],
  ['EXEC p a = 1', { b: 'secret' }, 'the query has no parameter b'],
  ['EXEC p a = ?', [['secret']], 'the value of argument a is a list'],
  ['EXEC p a = ?', [{ secret: 'secret' }], 'parameter 1 has a value that SQL has no type for'],
] as const)('refuses what does not fit: %s with %j', (sql, values, message) => {
  expect(() => bindArguments(exec(sql), values)).toThrow(message)
})
