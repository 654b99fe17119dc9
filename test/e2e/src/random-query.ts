import { chooseColumn, randomPredicate } from './random-predicate.ts'
import type { Dice } from './seeded-dice.ts'
import type { TableFacts } from './table-facts.ts'

/** A query and what of its result is determined. */
export interface RandomQuery {
  readonly sql: string
  /** Rows are one of several right choices: so many of the rows of `all` after skipping `offset`, keys in order. */
  readonly window:
    | {
        readonly all: string
        readonly limit: number
        readonly offset: number
        /** The first columns of the result are the keys of ORDER BY. */
        readonly keys: number
      }
    | undefined
}

export interface JoinPair {
  readonly left: string
  readonly right: string
  /** With `l` and `r` for the sides. */
  readonly on: string
}

/** What a random query is made from. */
export interface QueryMaterial {
  readonly tables: ReadonlyMap<string, TableFacts>
  readonly pairs: readonly JoinPair[]
  /** Tables by how often they are chosen. */
  readonly weighted: readonly string[]
}

export function randomQuery(dice: Dice, material: QueryMaterial): RandomQuery {
  const make = dice.pick(makers)
  const made = make(dice, material)
  return typeof made === 'string' ? { sql: made, window: undefined } : made
}

type Maker = (dice: Dice, material: QueryMaterial) => string | RandomQuery

const tableOf = (material: QueryMaterial, name: string): TableFacts => {
  const table = material.tables.get(name)
  if (table === undefined) throw new RangeError(`no facts of ${name}`)
  return table
}

const anyTable = (dice: Dice, material: QueryMaterial): TableFacts =>
  tableOf(material, dice.pick(material.weighted))

function where(dice: Dice, table: TableFacts, alias: string): string {
  return dice.chance(0.9)
    ? ` WHERE ${randomPredicate(dice, { table: table, alias: alias, depth: 2 })}`
    : ''
}

function items(dice: Dice, table: TableFacts, alias: string): string {
  return dice
    .sample(table.columns, 1 + dice.below(4))
    .map((column) => `${alias}."${column.name}"`)
    .join(', ')
}

const simple: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  return `SELECT ${items(dice, table, 't')} FROM ${table.name} t${where(dice, table, 't')}`
}

const windowed: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  const sortable = table.columns.filter(({ type }) => type !== 'JSON')
  const fast = sortable.filter(({ name }) => /^(Id|ChangedDate|CreatedDate|QueueTime)$/.test(name))
  const keys = dice.chance(0.2)
    ? []
    : dice.chance(0.5) && fast.length > 0
      ? [dice.pick(fast)]
      : dice.sample(sortable, 1 + dice.below(2))
  const limit = dice.pick([0, 1, 3, 10, 50])
  const offset = dice.chance(0.3) ? dice.below(12) : 0
  const order = keys
    .map(
      ({ name }) =>
        `t."${name}"${dice.chance(0.5) ? ' DESC' : ''}${dice.chance(0.2) ? ' NULLS FIRST' : ''}`,
    )
    .join(', ')
  const columns = [...keys.map(({ name }) => `t."${name}"`), items(dice, table, 't')].join(', ')
  const body = `SELECT ${columns} FROM ${table.name} t${where(dice, table, 't')}`
  const all = keys.length === 0 ? body : `${body} ORDER BY ${order}`
  return {
    sql: `${all} LIMIT ${limit}${offset > 0 ? ` OFFSET ${offset}` : ''}`,
    window: { all, limit, offset, keys: keys.length },
  }
}

const joinWords = ['INNER JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'SEMI JOIN', 'ANTI JOIN']

interface Joined {
  readonly from: string
  readonly visible: readonly { readonly alias: string; readonly table: TableFacts }[]
  readonly kind: string
}

function onText(pair: JoinPair, isTurned: boolean): string {
  const sides: Readonly<Record<string, string>> = isTurned ? { l: 'b', r: 'a' } : { l: 'a', r: 'b' }
  return pair.on.replaceAll(/\b([lr])\./g, (_, side: string) => `${sides[side] ?? ''}.`)
}

function joined(dice: Dice, material: QueryMaterial): Joined {
  const pair = dice.pick(material.pairs)
  const isTurned = dice.chance(0.5)
  const a = tableOf(material, isTurned ? pair.right : pair.left)
  const b = tableOf(material, isTurned ? pair.left : pair.right)
  const kind = dice.pick(joinWords)
  const on = [
    onText(pair, isTurned),
    ...(dice.chance(0.35) ? [randomPredicate(dice, { table: a, alias: 'a', depth: 1 })] : []),
    ...(dice.chance(0.35) ? [randomPredicate(dice, { table: b, alias: 'b', depth: 1 })] : []),
  ]
  const sides = [
    { alias: 'a', table: a },
    { alias: 'b', table: b },
  ]
  return {
    from: `${a.name} a ${kind} ${b.name} b ON ${on.join(' AND ')}`,
    visible: kind.startsWith('SEMI') || kind.startsWith('ANTI') ? sides.slice(0, 1) : sides,
    kind,
  }
}

function joinWhere(dice: Dice, { visible }: Joined): string {
  const conjuncts = visible.flatMap(({ alias, table }) => {
    if (dice.chance(0.15)) return [`${alias}."${table.key[0] ?? ''}" IS NULL`]
    return dice.chance(0.45)
      ? [randomPredicate(dice, { table: table, alias: alias, depth: 1 })]
      : []
  })
  return conjuncts.length === 0
    ? ''
    : ` WHERE ${conjuncts.join(dice.chance(0.9) ? ' AND ' : ' OR ')}`
}

const join: Maker = (dice, material) => {
  const made = joined(dice, material)
  const columns = made.visible.map(({ alias, table }) => items(dice, table, alias)).join(', ')
  return `SELECT ${columns} FROM ${made.from}${joinWhere(dice, made)}`
}

const threeWay: Maker = (dice, material) => {
  const made = joined(dice, material)
  const first = made.visible[0]?.table
  if (first === undefined) throw new RangeError('a join has a left side')
  const next = material.pairs.filter(
    (pair) => pair.left === first.name || pair.right === first.name,
  )
  const pair = dice.pick(next)
  const isLeft = pair.left === first.name
  const third = tableOf(material, isLeft ? pair.right : pair.left)
  const on = pair.on.replaceAll(/\b([lr])\./g, (_, side: string) =>
    (side === 'l') === isLeft ? 'a.' : 'c.',
  )
  const kind = dice.pick(joinWords.slice(0, 4))
  const extra = dice.chance(0.3)
    ? ` AND ${randomPredicate(dice, { table: third, alias: 'c', depth: 1 })}`
    : ''
  const filter = joinWhere(dice, {
    ...made,
    visible: [...made.visible, { alias: 'c', table: third }],
  })
  return `SELECT ${items(dice, first, 'a')}, ${items(dice, third, 'c')} FROM ${made.from} ${kind} ${third.name} c ON ${on}${extra}${filter}`
}

const grouped: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  const groups = dice.sample(
    table.columns.filter(({ type }) => type !== 'JSON'),
    1 + dice.below(2),
  )
  const names = groups.map(({ name }) => `t."${name}"`).join(', ')
  const counted = chooseColumn(dice, table)
  const having = dice.chance(0.4)
    ? ` HAVING ${dice.pick([`count(*) > ${dice.below(5)}`, `count(t."${counted.name}") = 0`, `NOT (count(*) < 2)`, randomPredicate(dice, { table: { ...table, columns: groups }, alias: 't', depth: 0 })])}`
    : ''
  const distinct = counted.type === 'JSON' ? '' : 'DISTINCT '
  return `SELECT ${names}, count(*) AS n, count(${distinct}t."${counted.name}") AS m FROM ${table.name} t${where(dice, table, 't')} GROUP BY ${names}${having}`
}

const aggregated: Maker = (dice, material) => {
  const made = joined(dice, material)
  const key = made.visible[0]?.table.key[0] ?? ''
  return `SELECT count(*) AS n, count(DISTINCT a."${key}") AS k FROM ${made.from}${joinWhere(dice, made)}`
}

const distinct: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  const columns = dice.sample(
    table.columns.filter(({ type }) => type !== 'JSON'),
    1 + dice.below(2),
  )
  return `SELECT DISTINCT ${columns.map(({ name }) => `t."${name}"`).join(', ')} FROM ${table.name} t${where(dice, table, 't')}`
}

const subquery: Maker = (dice, material) => {
  const pair = dice.pick(material.pairs)
  const isTurned = dice.chance(0.5)
  const a = tableOf(material, isTurned ? pair.right : pair.left)
  const b = tableOf(material, isTurned ? pair.left : pair.right)
  const on = onText(pair, isTurned)
  const inner = dice.chance(0.7)
    ? ` AND ${randomPredicate(dice, { table: b, alias: 'b', depth: 1 })}`
    : ''
  const more = dice.chance(0.5)
    ? ` ${dice.pick(['AND', 'AND', 'OR'])} ${randomPredicate(dice, { table: a, alias: 'a', depth: 1 })}`
    : ''
  const not = dice.chance(0.4) ? 'NOT ' : ''
  const head = `SELECT ${items(dice, a, 'a')} FROM ${a.name} a WHERE `
  const [first = ''] = on.split(' AND ')
  const [one = '', two = ''] = first.split(' = ')
  const [outer, column] = one.startsWith('a.') ? [one, two] : [two, one]
  switch (dice.below(4)) {
    case 0:
      return `${head}${outer} ${not}IN (SELECT ${column} FROM ${b.name} b WHERE ${column} IS NOT NULL${inner})${more}`
    case 1:
      return `${head}(SELECT count(*) FROM ${b.name} b WHERE ${on}${inner}) > ${dice.below(3)}${more}`
    case 2:
      return `SELECT ${items(dice, a, 'a')}, (SELECT count(*) FROM ${b.name} b WHERE ${on}${inner}) AS n FROM ${a.name} a${where(dice, a, 'a')}`
    default:
      return `${head}${not}EXISTS (SELECT 1 FROM ${b.name} b WHERE ${on}${inner})${more}`
  }
}

/** A query whose rows are determined, with its columns. */
function inner(dice: Dice, table: TableFacts): string {
  const key = table.key.map((name) => `t."${name}"`).join(', ')
  const columns = table.columns.map(({ name }) => `t."${name}"`).join(', ')
  const from = `FROM ${table.name} t${dice.chance(0.5) ? ` WHERE ${randomPredicate(dice, { table: table, alias: 't', depth: 1 })}` : ''}`
  switch (dice.below(4)) {
    case 0:
      return `SELECT ${columns} ${from} ORDER BY ${key} LIMIT ${1 + dice.below(40)}`
    case 1: {
      const partition = dice.pick(table.columns.filter(({ type }) => type !== 'JSON')).name
      return `SELECT ${columns}, row_number() OVER (PARTITION BY t."${partition}" ORDER BY ${key}) AS place, count(*) OVER (PARTITION BY t."${partition}") AS mates ${from}`
    }
    case 2:
      return `SELECT ${columns}, 1 AS one ${from}`
    default:
      return `SELECT ${columns} ${from}`
  }
}

const derived: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  const query = inner(dice, table)
  const tail = `${items(dice, table, 'd')}${query.includes(' AS place') ? ', d.place, d.mates' : ''}`
  const filter = where(dice, table, 'd')
  if (dice.chance(0.5)) return `SELECT ${tail} FROM (${query}) AS d${filter}`
  if (dice.chance(0.5)) return `WITH d AS (${query}) SELECT ${tail} FROM d${filter}`
  const key = table.key[0] ?? ''
  return `WITH c AS (${query}) SELECT ${tail}, e."${key}" FROM c AS d LEFT JOIN c AS e ON e."${key}" = d."${key}" AND ${randomPredicate(dice, { table: table, alias: 'e', depth: 1 })}${filter}`
}

const united: Maker = (dice, material) => {
  const table = anyTable(dice, material)
  const columns = dice
    .sample(
      table.columns.filter(({ type }) => type !== 'JSON'),
      2,
    )
    .map(({ name }) => `t."${name}"`)
    .join(', ')
  const side = (): string => `SELECT ${columns} FROM ${table.name} t${where(dice, table, 't')}`
  const operator = dice.pick(['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'])
  const both = `${side()} ${operator} ${side()}`
  if (dice.chance(0.5)) return both
  return `SELECT count(*) AS n FROM (${both}) AS u`
}

const makers: readonly Maker[] = [
  simple,
  simple,
  simple,
  simple,
  simple,
  windowed,
  windowed,
  join,
  join,
  join,
  join,
  threeWay,
  grouped,
  grouped,
  aggregated,
  distinct,
  subquery,
  subquery,
  derived,
  derived,
  united,
]
