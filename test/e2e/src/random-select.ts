import { randomExpression, type Surroundings, type ValueType } from './random-expression.ts'
import { type Context, from, oneColumn, source, surroundings } from './random-from.ts'
import type { Dice } from './seeded-dice.ts'

/** A SELECT over the tables `t`, `u` and `odd "t`; its rows don't depend on an order that it doesn't say. */
export function randomSelect(dice: Dice): string {
  return disguised(dice, statement(dice))
}

function statement(dice: Dice): string {
  const context = { dice, outer: [], depth: 3 }
  if (dice.chance(0.15)) return setOperation(context)
  if (dice.chance(0.2)) return withTables(context)
  return select(context)
}

/** Keywords in lower case, blanks and comments at random, where no literal is. */
function disguised(dice: Dice, sql: string): string {
  const blanks = [' ', '  ', '\n', '\t', ' /* a /* b */ c */ ', ' -- d\n']
  return sql
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*"|\$z\$.*?\$z\$|\$\$.*?\$\$)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll(' ', () => (dice.chance(0.9) ? ' ' : dice.pick(blanks)))
            .replaceAll(/\b[A-Z]{2,}\b/g, (word) => (dice.chance(0.1) ? word.toLowerCase() : word)),
    )
    .join('')
}

function select(context: Context): string {
  const { dice } = context
  const tables = from(context)
  const around = surroundings(context, tables.columns)
  const where = dice.chance(0.6) ? ` WHERE ${randomExpression('flag', around)}` : ''
  const rest = `FROM ${tables.sql}${where}`
  return dice.pick([plain, plain, grouped, windowed, distinctOn])(around, rest)
}

type Shape = (around: Surroundings, rest: string) => string

const types: readonly ValueType[] = ['number', 'text', 'flag', 'date']

const plain: Shape = (around, rest) => {
  const { dice } = around
  const items = types.map((type) => randomExpression(type, around))
  const distinct = dice.chance(0.2) ? 'DISTINCT ' : ''
  const order = types.map((_, index) => `${index + 1}${direction(dice)}`).join(', ')
  const tail = dice.pick([
    '',
    ` ORDER BY ${order}`,
    ` ORDER BY ${order} LIMIT 3`,
    ` ORDER BY ${order} OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY`,
    ' ORDER BY ALL DESC LIMIT 50%',
  ])
  return `SELECT ${distinct}${items.join(', ')} ${rest}${tail}`
}

function direction(dice: Dice): string {
  return dice.pick(['', ' ASC', ' DESC']) + dice.pick(['', '', ' NULLS FIRST', ' NULLS LAST'])
}

const grouped: Shape = (around, rest) => {
  const { dice } = around
  const keys = [
    randomExpression('number', { ...around, depth: 1, query: undefined }),
    randomExpression('text', { ...around, depth: 1, query: undefined }),
  ]
  const [one = '1', two = '2'] = keys
  const grouping = dice.pick([
    '1, 2',
    'ALL',
    `(${one}), (${two})`,
    'ROLLUP (k1, k2)',
    'CUBE (k1, (k1, k2))',
    'GROUPING SETS ((k1, k2), k1, ())',
    'GROUPING SETS (ROLLUP (k1), CUBE (k2))',
    'k1, ROLLUP (k2)',
  ])
  const value = randomExpression('number', { ...around, depth: 2, query: undefined })
  const condition = randomExpression('flag', { ...around, depth: 1, query: undefined })
  const aggregate = dice.pick([
    'count(*)',
    `count(DISTINCT ${value})`,
    `sum(${value}) FILTER (WHERE ${condition})`,
    `list(${value} ORDER BY ${value} DESC NULLS FIRST)`,
    `percentile_disc(0.5) WITHIN GROUP (ORDER BY ${value} DESC)`,
    `quantile_cont(${value}, 0.5)`,
    `string_agg(DISTINCT ${value}::VARCHAR, ',' ORDER BY ${value}::VARCHAR)`,
  ])
  const having = dice.chance(0.3) ? ` HAVING count(*) > ${dice.below(3)} OR max(${value}) < 3` : ''
  return `SELECT ${one} AS k1, ${two} AS k2, ${aggregate} AS n ${rest} GROUP BY ${grouping}${having}`
}

const frames = [
  '',
  ' ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  ' ROWS 1 PRECEDING',
  ' ROWS BETWEEN 1 PRECEDING AND 1 + 1 FOLLOWING EXCLUDE CURRENT ROW',
  ' RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES',
  ' GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE GROUP',
]

const windowed: Shape = (around, rest) => {
  const { dice } = around
  const simple = { ...around, depth: 1, query: undefined }
  const value = randomExpression('number', simple)
  const key = randomExpression('text', simple)
  const order = `ORDER BY ${randomExpression('number', simple)}${direction(dice)}, ${randomExpression('date', simple)}`
  const call = dice.pick([
    `sum(${value})`,
    'count(*)',
    `max(${value}) FILTER (WHERE ${randomExpression('flag', simple)})`,
    'rank()',
    'DENSE_RANK()',
  ])
  const frame = dice.pick(frames)
  const [over, named] = dice.pick([
    [`(PARTITION BY ${key} ${order}${frame})`, ''],
    ['w', ` WINDOW w AS (PARTITION BY ${key} ${order}${frame})`],
    [`(w ${order}${frame})`, ` WINDOW w AS (PARTITION BY ${key})`],
    ['()', ''],
  ] as const)
  const qualify = dice.chance(0.4)
    ? ` QUALIFY ${call} OVER ${over} ${dice.pick(['>', '<=', '='])} 1`
    : ''
  return `SELECT ${value} AS x, ${key} AS y, ${call} OVER ${over} AS z ${rest}${named}${qualify}`
}

const distinctOn: Shape = (around, rest) => {
  const value = randomExpression('number', { ...around, depth: 1, query: undefined })
  const text = randomExpression('text', around)
  return `SELECT DISTINCT ON (k) ${value} AS k, ${text} AS v ${rest} ORDER BY k${direction(around.dice)}, v`
}

function setOperation(context: Context): string {
  const { dice } = context
  const operand = (): string => {
    const inner = { ...context, depth: 1 }
    const made = source(inner, 'l')
    const around = surroundings(inner, made.columns)
    const body = `SELECT ${randomExpression('number', around)} AS n, ${randomExpression('text', around)} AS s FROM ${made.sql}`
    return dice.pick([
      body,
      body,
      `(${body})`,
      `(${body} ORDER BY ALL LIMIT 2)`,
      "VALUES (1, 'x1'), (2, 'w')",
    ])
  }
  const operators = [
    'UNION',
    'UNION ALL',
    'INTERSECT',
    'INTERSECT ALL',
    'EXCEPT',
    'EXCEPT ALL',
    'UNION DISTINCT',
  ]
  let sql = operand()
  for (let count = dice.below(3) + 1; count > 0; count--) {
    const whole = dice.chance(0.2) ? `(${sql})` : sql
    sql = `${whole} ${dice.pick(operators)} ${operand()}`
  }
  return `${sql}${dice.pick(['', ' ORDER BY 1, 2', ' ORDER BY ALL LIMIT 4 OFFSET 1'])}`
}

function withTables(context: Context): string {
  const { dice } = context
  const hint = dice.pick(['', 'MATERIALIZED ', 'NOT MATERIALIZED '])
  const recursive = dice.chance(0.3)
  const inner = oneColumn('number', { ...context, outer: [], depth: 2 })
  const first = recursive
    ? `RECURSIVE w(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < 4)`
    : `w(n) AS ${hint}(${inner})`
  const second = dice.chance(0.5) ? ', t AS (SELECT a AS n, b FROM t UNION SELECT n, 7 FROM w)' : ''
  const flag = randomExpression('flag', {
    dice,
    columns: [{ name: 'w.n', type: 'number' }],
    depth: 2,
    query: undefined,
  })
  return `WITH ${first}${second} SELECT w.n, ${second === '' ? '5' : 't.b'} FROM w${second === '' ? '' : ', t'} WHERE ${flag}`
}
