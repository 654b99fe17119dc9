import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import type { ExecStatement } from './ast.ts'
import { parse } from './parse.ts'
import { withoutSpans } from './walk.ts'

function exec(sql: string): ExecStatement {
  const statement = parse(sql)
  if (statement.kind !== 'exec') throw new Error(`it is ${statement.kind}`)
  return statement
}

function failure(sql: string): readonly [position: number | undefined, message: string] {
  try {
    parse(sql)
  } catch (error) {
    if (isDevopsqlError(error)) return [error.position, error.message]
    throw error
  }
  throw new Error('it parsed')
}

it('takes a bare name after @ before the =, and a parameter after it', () => {
  expect(exec('EXEC p @a = @b')).toEqual({
    kind: 'exec',
    path: [{ kind: 'identifier', name: 'p', span: { start: 5, end: 6 } }],
    arguments: [
      {
        kind: 'exec-argument',
        name: { kind: 'identifier', name: 'a', span: { start: 7, end: 9 } },
        value: { kind: 'parameter', name: 'b', span: { start: 12, end: 14 } },
        span: { start: 7, end: 14 },
      },
    ],
    span: { start: 0, end: 14 },
  })
})

it('says the same with and without @, in any letter case of the verb, quoted or not', () => {
  const plain = withoutSpans(exec("EXEC p Verifier='x'"))
  expect(withoutSpans(exec("execute p @Verifier='x'"))).toEqual(plain)
  expect(withoutSpans(exec("Exec [p] @[Verifier] = 'x';"))).toEqual(plain)
  expect(withoutSpans(exec('EXEC `p` "Verifier"=\'x\''))).toEqual(plain)
})

it('reads every kind of literal', () => {
  const sql = "EXEC p a = 'it''s', b = -1.5, c = +2, d = TRUE, e = null, f = E'\\n', g = 0x1F"
  expect(withoutSpans(exec(sql)).arguments.map(({ value }) => value)).toEqual([
    { kind: 'string', value: "it's" },
    { kind: 'unary', operator: '-', operand: { kind: 'number', text: '1.5' } },
    { kind: 'number', text: '2' },
    { kind: 'boolean', value: true },
    { kind: 'null' },
    { kind: 'string', value: '\n' },
    { kind: 'number', text: '31' },
  ])
})

it('reads parameters of every form', () => {
  const names = (sql: string): readonly unknown[] =>
    exec(sql).arguments.map(({ value }) => value.kind === 'parameter' && value.name)
  expect(names('EXEC p a=?, b=?')).toEqual(['1', '2'])
  expect(names('EXEC p a=$2, b=$1')).toEqual(['2', '1'])
  expect(names('EXEC p a=:one, @b=@two')).toEqual(['one', 'two'])
})

it('takes keywords for names of arguments', () => {
  expect(exec('EXEC p order = 1, @from = 2').arguments.map(({ name }) => name.name)).toEqual([
    'order',
    'from',
  ])
})

it('takes a qualified procedure without arguments', () => {
  expect(exec('EXEC [CData].Information."p q"').path.map(({ name }) => name)).toEqual([
    'CData',
    'Information',
    'p q',
  ])
})

it.each([
  ['EXEC', 4, 'found the end of the statement, expected the name of a procedure'],
  ["EXEC p 'x'", 7, 'arguments go by name, and this one has no name or no value'],
  ['EXEC p 5', 7, 'arguments go by name, and this one has no name or no value'],
  ['EXEC p ?', 7, 'arguments go by name, and this one has no name or no value'],
  ['EXEC p @x', 7, 'arguments go by name, and this one has no name or no value'],
  ['EXEC p a = 1, b', 14, 'arguments go by name, and this one has no name or no value'],
  ["EXEC p a 'x'", 9, '= is missing between the name of an argument and its value'],
  ["EXEC p a => 'x'", 9, '= is missing between the name of an argument and its value'],
  ["EXEC p a := 'x'", 9, '= is missing between the name of an argument and its value'],
  ['EXEC p a =', 10, 'the value of an argument is missing'],
  ['EXEC p a = , b = 1', 11, 'the value of an argument is missing'],
  ['EXEC p a = b', 11, 'the value of an argument is neither a literal nor a parameter'],
  ['EXEC p a = "b"', 11, 'the value of an argument is neither a literal nor a parameter'],
  ['EXEC p a = (1)', 11, 'the value of an argument is neither a literal nor a parameter'],
  ["EXEC p a = -'1'", 12, 'the value of an argument is neither a literal nor a parameter'],
  ['EXEC p a = 1, A = 2', 14, 'argument A is given twice'],
  ['EXEC p a = 1, @a = 2', 14, 'argument a is given twice'],
  ['EXEC p a = 1,', 13, 'an argument is missing after the comma'],
  ['EXEC p a = 1 b = 2', 13, 'the value of an argument is followed by neither a comma nor the end'],
  ['EXEC p a = 1 + 2', 13, 'the value of an argument is followed by neither a comma nor the end'],
  ['EXEC p (a = 1)', 7, 'arguments of EXEC stand in no parentheses'],
  ["EXEC p('x')", 6, 'arguments of EXEC stand in no parentheses'],
  ['EXEC p; EXEC q', 8, 'there is a second statement'],
  ["/* c */ EXEC p a = 'x", 19, 'the text can not be read from here on'],
  ['EXCE p', 0, 'found EXCE, expected EXEC'],
  ['EXECUT p', 0, 'found EXECUT, expected EXECUTE'],
  ["EXEC 'p'", 5, "found the string 'p', expected the name of a procedure"],
  ['EXPLAIN EXEC p', 8, 'EXPLAIN shows how a query is read, and EXEC reads none'],
])('says where the mistake is: %s', (sql, position, message) => {
  expect(failure(sql)).toEqual([position, message])
})

it.each([
  "EXEC p 'tOkEn123'",
  "EXEC p Verifier 'tOkEn123'",
  'EXEC p Verifier = "tOkEn123"',
  'EXEC p Verifier = tOkEn123',
  "EXEC p Verifier = 'a' 'tOkEn123'",
  'EXEC p tOkEn123',
  "EXEC p Verifier = 'tOkEn123",
  'EXEC p Verifier = 0tOkEn123',
  "EXEC p ('tOkEn123')",
  "EXEC p Verifier = ('tOkEn123')",
])('repeats no value in an error: %s', (sql) => {
  try {
    parse(sql)
    throw new Error('it parsed')
  } catch (error) {
    const { message, hint } = error as { readonly message: string; readonly hint?: string }
    expect(`${message} ${hint}`).not.toMatch(/tO|0t/)
    expect(isDevopsqlError(error)).toBe(true)
  }
})
