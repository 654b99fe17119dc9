import {
  randomExpression,
  type Surroundings,
  type ValueType,
  type VisibleColumn,
} from './random-expression.ts'
import type { Dice } from './seeded-dice.ts'

interface Made {
  readonly sql: string
  /** The columns under the names that the query around can use. */
  readonly columns: readonly VisibleColumn[]
}

export interface Context {
  readonly dice: Dice
  readonly outer: readonly VisibleColumn[]
  readonly depth: number
}

const tables: Readonly<Record<string, readonly (readonly [string, ValueType])[]>> = {
  t: [
    ['a', 'number'],
    ['b', 'number'],
    ['c', 'text'],
    ['d', 'date'],
  ],
  u: [
    ['a', 'number'],
    ['b', 'number'],
  ],
  '"odd ""t"': [
    ['"Group"', 'number'],
    ['"a b"', 'number'],
    ['"q""q"', 'text'],
    ['"Éé"', 'text'],
  ],
}

export function surroundings(context: Context, columns: readonly VisibleColumn[]): Surroundings {
  const { dice, outer, depth } = context
  const visible = [...columns, ...outer]
  return {
    dice,
    columns: visible,
    depth,
    query:
      depth > 1
        ? (type, around) =>
            oneColumn(type, {
              dice,
              outer: dice.chance(0.5) ? visible : [],
              depth: Math.min(depth, around.depth) - 1,
            })
        : undefined,
  }
}

/** A query that gives at most one row of one column, so that it can stand for a value. */
export function oneColumn(type: ValueType, context: Context): string {
  const { dice } = context
  const from = source(context, 'i')
  const around = surroundings(context, from.columns)
  const value = randomExpression(type, around)
  const where = dice.chance(0.6) ? ` WHERE ${randomExpression('flag', around)}` : ''
  return dice.pick([
    `SELECT ${dice.pick(['max', 'min'])}(${value}) FROM ${from.sql}${where}`,
    `SELECT ${value} AS x FROM ${from.sql}${where} ORDER BY x NULLS FIRST LIMIT 1`,
    `SELECT DISTINCT ${value} FROM ${from.sql}${where} ORDER BY 1 DESC FETCH FIRST 1 ROWS ONLY`,
    `VALUES (${randomExpression(type, { ...around, columns: context.outer, query: undefined })})`,
  ])
}

export function source(context: Context, prefix: string): Made {
  const { dice, depth } = context
  if (depth > 1 && dice.chance(0.2)) return derived(context, prefix)
  const [table = 't', columns = []] = dice.pick(Object.entries(tables))
  const alias = `${prefix}1`
  const as = dice.chance(0.5) ? ' AS' : ''
  return {
    sql: `${table}${as} ${alias}`,
    columns: columns.map(([name, type]) => ({ name: `${alias}.${name}`, type })),
  }
}

function derived(context: Context, prefix: string): Made {
  const { dice } = context
  const alias = `${prefix}9`
  const inner = source({ ...context, depth: 1 }, `${prefix}x`)
  const around = surroundings({ ...context, depth: 1 }, inner.columns)
  const types: readonly ValueType[] = ['number', 'text', 'date']
  const items = types.map((type) => randomExpression(type, around))
  const [named, list] = dice.chance(0.5)
    ? [items.map((item, index) => `${item} AS "c ${index}"`), '']
    : [items, '("c 0", "c 1", "c 2")']
  const body = dice.chance(0.3)
    ? `VALUES (1, 'x1', DATE '2026-02-02'), (NULL, 'v', NULL)`
    : `SELECT ${named.join(', ')} FROM ${inner.sql}`
  const columns = body.startsWith('VALUES') ? '("c 0", "c 1", "c 2")' : list
  return {
    sql: `(${body}) AS ${alias}${columns}`,
    columns: types.map((type, index) => ({ name: `${alias}."c ${index}"`, type })),
  }
}

const joins = [
  'JOIN',
  'INNER JOIN',
  'LEFT JOIN',
  'LEFT OUTER JOIN',
  'RIGHT JOIN',
  'FULL JOIN',
  'FULL OUTER JOIN',
  'SEMI JOIN',
  'ANTI JOIN',
  'CROSS JOIN',
  ',',
] as const

/** FROM without the word: a table, or some joined. */
export function from(context: Context): Made {
  const { dice } = context
  if (dice.chance(0.1)) return merged(dice)
  let made = source(context, 'l')
  const count = dice.pick([0, 0, 1, 1, 2])
  for (let index = 0; index < count; index++) made = joined(made, context, `r${index}`)
  return made
}

/** Joins whose columns merge. */
function merged(dice: Dice): Made {
  const join = dice.pick([
    't NATURAL JOIN u',
    't NATURAL LEFT JOIN u',
    't JOIN u USING (a, b)',
    't FULL JOIN u USING (a)',
    't RIGHT JOIN (u JOIN u AS v USING (a)) USING (a)',
    't ASOF JOIN u USING (b, a)',
    't ASOF LEFT JOIN u ON t.b = u.b AND t.a >= u.a',
    't JOIN LATERAL (SELECT t.a + u.b AS s FROM u WHERE u.a = t.a) AS x ON x.s > 1',
    't, LATERAL (SELECT max(u.b) FROM u WHERE u.a < t.a) AS x(m)',
    't JOIN u JOIN u AS v ON u.b = v.b ON t.a = u.a',
    't TABLESAMPLE 100% JOIN (TABLE u) AS v ON v.a = t.b',
    '(t JOIN u ON t.a = u.b) AS t',
    't JOIN VALUES (1), (2) AS v(n) ON t.a = v.n',
  ])
  return {
    sql: join,
    columns: [
      { name: 't.c', type: 'text' },
      { name: 't.d', type: 'date' },
      { name: 't.b', type: 'number' },
    ],
  }
}

function joined(left: Made, context: Context, prefix: string): Made {
  const { dice } = context
  const right = source(context, prefix)
  const join = dice.pick(joins)
  const both = [...left.columns, ...right.columns]
  const separator = join === ',' ? '' : ' '
  const isFree = join === 'CROSS JOIN' || join === ','
  const condition = randomExpression('flag', {
    ...surroundings({ ...context, outer: [] }, both),
    query: undefined,
    depth: 2,
  })
  const isFiltering = join === 'SEMI JOIN' || join === 'ANTI JOIN'
  return {
    sql: `${left.sql}${separator}${join} ${right.sql}${isFree ? '' : ` ON ${condition}`}`,
    columns: isFiltering ? left.columns : both,
  }
}
