import type { Dice } from './seeded-dice.ts'

export type ValueType = 'number' | 'text' | 'flag' | 'date'

export interface VisibleColumn {
  readonly name: string
  readonly type: ValueType
}

/** What an expression may be made of. */
export interface Surroundings {
  readonly dice: Dice
  readonly columns: readonly VisibleColumn[]
  readonly depth: number
  /** A query with one column of the type, for IN and for queries as values; none where there may be none. */
  readonly query: ((type: ValueType, around: Surroundings) => string) | undefined
}

type Make = (type: ValueType) => string

/** Text of an expression with as few parentheses as chance allows, so that precedence is what gives it its meaning. */
export function randomExpression(type: ValueType, around: Surroundings): string {
  const { dice, depth } = around
  const inner = { ...around, depth: depth - 1 }
  const make: Make = (wanted) => randomExpression(wanted, inner)
  const text =
    depth <= 0 || dice.chance(0.25)
      ? leaf(type, around)
      : dice.chance(0.15)
        ? ofAnyType(type, make, inner)
        : dice.pick(forms[type])(make, inner)
  return dice.chance(0.2) ? `(${text})` : text
}

function leaf(type: ValueType, { dice, columns }: Surroundings): string {
  const fitting = columns.filter((column) => column.type === type)
  return fitting.length > 0 && dice.chance(0.7)
    ? dice.pick(fitting).name
    : dice.pick(literals[type])
}

const literals: Readonly<Record<ValueType, readonly string[]>> = {
  number: ['0', '1', '2', '3', '-1', '.5', '2.', '1.5', '1e1', '1_000', 'NULL', "'2'::INT"],
  text: [
    "'x1'",
    "'x%'",
    "'it''s'",
    "E'a\\n\\'b'",
    "$$q'$$",
    '$z$a$$b$z$',
    "''",
    "'é😀'",
    'NULL',
    "'_1'",
  ],
  flag: ['TRUE', 'false', 'NULL', '1 = 1'],
  date: ["DATE '2026-02-01'", "'2026-02-03'::DATE", "CAST('2026-02-05' AS date)", 'NULL::DATE'],
}

const units = ['DAY', 'days', 'MONTH', 'WEEK', 'year', 'QUARTER']

function ofAnyType(type: ValueType, make: Make, around: Surroundings): string {
  const { dice, query } = around
  const value = (): string => make(type)
  return dice.pick([
    () => `CASE WHEN ${make('flag')} THEN ${value()} ELSE ${value()} END`,
    () =>
      `CASE ${make('number')} WHEN ${make('number')} THEN ${value()} WHEN 2 THEN ${value()} END`,
    () => `coalesce(${value()}, ${value()})`,
    () => `NULLIF(${value()}, ${value()})`,
    () => `if(${make('flag')}, ${value()}, ${value()})`,
    () => (query === undefined ? value() : `(${query(type, around)})`),
  ])()
}

type Form = (make: Make, around: Surroundings) => string

const binary =
  (type: ValueType, operators: readonly string[]): Form =>
  (make, { dice }) =>
    `${make(type)} ${dice.pick(operators)} ${make(type)}`

const not = (dice: Dice): string => (dice.chance(0.4) ? 'NOT ' : '')

const forms: Readonly<Record<ValueType, readonly Form[]>> = {
  number: [
    binary('number', ['+', '-', '*', '/', '//', '%']),
    binary('number', ['+', '-', '*']),
    (make) => `(${make('number')})::INT & ${make('number')}::INT`,
    (make) => `${make('number')}::INT | 3 << 1`,
    (make) => `- ${make('number')}`,
    (make) => `+ ${make('number')}`,
    (make) => `~ ${make('number')}::INT`,
    (make) => `${make('number')} ^ 2`,
    (make) => `2 ** ${make('number')}`,
    (make) => `${make('number')}::DOUBLE`,
    (make) => `TRY_CAST(${make('text')} AS INTEGER)`,
    (make) => `CAST(${make('number')} AS DECIMAL(10, 2))`,
    (make) => `length(${make('text')})`,
    (make) => `EXTRACT(day FROM ${make('date')})`,
    (make) => `extract('month' from ${make('date')})`,
    (make) => `POSITION('x' IN ${make('text')})`,
    (make) => `list_sum(list_transform(list_value(1, ${make('number')}), x -> x + 1))`,
    (make) => `abs(${make('number')}) % 3`,
    (make) => `ARRAY[${make('number')}::INT, 2][1]`,
    (make) => `[1, ${make('number')}::INT, 3][2]`,
    (make) => `{'k k': ${make('number')}, l: 1}['k k']`,
    (make) => `{a: {b: ${make('number')}}}.a.b`,
    (make) => `MAP {'x': ${make('number')}, 'y': 2}['x']`,
    (make) => `list_sum(list_transform([1, 2, 3], lambda v: v + ${make('number')}::INT))`,
    (make) => `list_sum([1, 2, 3, 4][1:4:2]) + ${make('number')}`,
    (make) => `len(ARRAY(SELECT ${make('number')}))`,
    (make) => `POSITION(${make('text')} IN ${make('text')})`,
  ],
  text: [
    binary('text', ['||']),
    (make) => `${make('text')} || ${make('number')}`,
    (make) => `${make('number')}::VARCHAR`,
    (make) => `SUBSTRING(${make('text')} FROM 1 FOR 2)`,
    (make) => `SUBSTRING(${make('text')} FOR 2)`,
    (make) => `{'t': ${make('text')}}.t`,
    (make) => `['x', ${make('text')}][2]`,
    (make) => `('{"k": ["v", 1]}'::JSON)['k'][0]::VARCHAR || ${make('text')}`,
    (make) => `MAP {1: ${make('text')}}[1]`,
    (make) => `trim(BOTH 'x' FROM ${make('text')})`,
    (make) => `UPPER(${make('text')})`,
    (make) => `${make('text')} COLLATE nocase`,
    (make) => `'{"k": "v"}'::JSON ->> ('k' || coalesce(left(${make('text')}, 0), ''))`,
    (make) => `replace(${make('text')}, 'x', 'y')`,
  ],
  flag: [
    (make, { dice }) => `${make('flag')} ${dice.pick(['AND', 'OR'])} ${make('flag')}`,
    (make, { dice }) =>
      `${make('flag')} AND ${make('flag')} ${dice.pick(['AND', 'OR'])} ${make('flag')}`,
    (make) => `NOT ${make('flag')}`,
    binary('number', ['=', '<>', '!=', '<', '<=', '>', '>=']),
    binary('text', ['=', '<', '>=']),
    binary('date', ['=', '<', '>=', '<>']),
    binary('number', ['IS DISTINCT FROM', 'IS NOT DISTINCT FROM']),
    (make, { dice }) => `${make('number')} IS ${not(dice)}NULL`,
    (make, { dice }) => `${make('flag')} IS ${not(dice)}${dice.pick(['TRUE', 'FALSE', 'UNKNOWN'])}`,
    (make, { dice }) => `${make('text')} ${dice.pick(['ISNULL', 'NOTNULL', 'NOT NULL'])}`,
    (make, { dice }) =>
      `${make('number')} ${not(dice)}BETWEEN ${make('number')} AND ${make('number')}`,
    (make, { dice }) => `${make('number')} ${not(dice)}IN (${make('number')}, ${make('number')})`,
    (make, { dice }) =>
      `${make('text')} ${not(dice)}${dice.pick(['LIKE', 'ILIKE'])} ${make('text')}`,
    (make, { dice }) => `${make('text')} ${not(dice)}LIKE ${make('text')} ESCAPE '!'`,
    (make, { dice }) => `${make('text')} ${not(dice)}SIMILAR TO 'x[0-9]+'`,
    (make, { dice }) =>
      `${make('text')} ${dice.pick(['~', '!~', '~~', '!~~', '~~*', '!~~*', '~~~'])} 'x[0-9]'`,
    (make) => `${make('text')} GLOB 'x*'`,
    (make, { dice }) => `[1, 2] ${dice.pick(['&&', '@>', '<@'])} ARRAY[${make('number')}::INT]`,
    (make) => `${make('number')}::INT IN [1, 2]`,
    (make) => `${make('number')}::INT = ANY(ARRAY[1, ${make('number')}::INT])`,
    (make, { dice }) =>
      `(${make('number')}, ${make('number')}) ${dice.pick(['=', '<', '>'])} (${make('number')}, 1)`,
    (make, around) =>
      around.query === undefined
        ? make('flag')
        : `${make('number')} ${not(around.dice)}IN (${around.query('number', around)})`,
    (make, around) =>
      around.query === undefined
        ? make('flag')
        : `${not(around.dice)}EXISTS (${around.query('text', around)})`,
    (make, around) =>
      around.query === undefined
        ? make('flag')
        : `${make('number')} ${around.dice.pick(['=', '<', '>='])} ${around.dice.pick(['ANY', 'ALL', 'SOME'])} (${around.query('number', around)})`,
  ],
  date: [
    (make, { dice }) => `${make('date')} ${dice.pick(['+', '-'])} ${dice.pick(['1', '2'])}`,
    (make, { dice }) =>
      `(${make('date')} + INTERVAL ${dice.pick(['1', "'2'"])} ${dice.pick(units)})::DATE`,
    (make, { dice }) =>
      `CAST(${make('date')} - INTERVAL (${make('number')}) ${dice.pick(units)} AS DATE)`,
    (make) => `CAST(${make('date')} + INTERVAL '1 month 2 days' AS DATE)`,
    (make) => `date_trunc('month', ${make('date')})::DATE`,
    (make) => `greatest(${make('date')}, ${make('date')})`,
  ],
}
