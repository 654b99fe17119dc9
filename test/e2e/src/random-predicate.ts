import type { Dice } from './seeded-dice.ts'
import type { ColumnFacts, TableFacts } from './table-facts.ts'

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

export interface PredicateShape {
  readonly table: TableFacts
  readonly alias: string
  /** How deep AND, OR and NOT may nest. */
  readonly depth: number
}

/** A condition on one table: a tree of AND, OR and NOT over comparisons with constants. */
export function randomPredicate(dice: Dice, shape: PredicateShape): string {
  const { table, alias, depth } = shape
  const below = (): string => randomPredicate(dice, { ...shape, depth: depth - 1 })
  if (depth > 0 && dice.chance(0.45)) {
    const operator = dice.chance(0.5) ? ' AND ' : ' OR '
    return `(${Array.from({ length: 2 + dice.below(2) }, below).join(operator)})`
  }
  if (depth > 0 && dice.chance(0.15)) return `NOT (${below()})`
  return leaf(dice, chooseColumn(dice, table), alias)
}

/** Mostly a column that has values, often one that can be sent. */
export function chooseColumn(dice: Dice, table: TableFacts): ColumnFacts {
  const filled = table.columns.filter((column) => column.values.length > 0)
  const pushed = filled.filter((column) => column.isPushed)
  if (pushed.length > 0 && dice.chance(0.65)) return dice.pick(pushed)
  return dice.pick(filled.length > 0 && dice.chance(0.95) ? filled : table.columns)
}

function leaf(dice: Dice, column: ColumnFacts, alias: string): string {
  const name = `${alias}."${column.name}"`
  if (dice.chance(0.12)) return `${name} IS ${dice.chance(0.5) ? 'NOT ' : ''}NULL`
  if (dice.chance(0.02)) return `${name} = NULL`
  switch (column.type) {
    case 'VARCHAR':
      return textLeaf(dice, column, name)
    case 'INTEGER':
    case 'BIGINT':
    case 'DOUBLE':
      return ordered(dice, name, () => numberLiteral(dice, column))
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMPTZ':
      return ordered(dice, name, () => timeLiteral(dice, column))
    case 'BOOLEAN':
      return booleanLeaf(dice, name)
    case 'UUID':
      return uuidLeaf(dice, column, name)
    default:
      return `${name} IS ${dice.chance(0.5) ? 'NOT ' : ''}NULL`
  }
}

function ordered(dice: Dice, name: string, literal: () => string): string {
  switch (dice.below(8)) {
    case 0:
    case 1:
      return `${name} = ${literal()}`
    case 2:
      return `${name} <> ${literal()}`
    case 3:
      return `${name} ${dice.chance(0.2) ? 'NOT ' : ''}IN (${[literal(), literal(), ...(dice.chance(0.1) ? ['NULL'] : [literal()])].join(', ')})`
    case 4:
      return `${name} ${dice.chance(0.2) ? 'NOT ' : ''}BETWEEN ${literal()} AND ${literal()}`
    case 5:
      return `${literal()} ${dice.pick(['<', '<=', '>', '>=', '='])} ${name}`
    default:
      return `${name} ${dice.pick(['<', '<=', '>', '>='])} ${literal()}`
  }
}

function numberLiteral(dice: Dice, column: ColumnFacts): string {
  const [value] = dice.sample(column.values, 1)
  const base = typeof value === 'number' ? value : 1
  switch (dice.below(12)) {
    case 0:
      return String(base + 0.5)
    case 1:
      return String(base - 1)
    case 2:
      return String(base + 1)
    case 3:
      return dice.pick(['0', '-1', '99999999999', '1e3', '2.0'])
    case 4:
      return column.type === 'DOUBLE' ? String(base) : `'${Math.trunc(base)}'`
    case 5:
      return `${Math.trunc(base)} + ${dice.below(5)}`
    default:
      return String(base)
  }
}

const day = 86_400_000

function timeLiteral(dice: Dice, column: ColumnFacts): string {
  const [value] = dice.sample(column.values, 1)
  const at = value instanceof Date ? value.getTime() : Date.UTC(2026, 0, 1)
  const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()
  switch (dice.below(11)) {
    case 0:
      return quote(iso(at).slice(0, 10))
    case 1:
      return quote(iso(at).slice(0, 19).replace('T', ' '))
    case 2:
      return quote(iso(at - day).replace('Z', '+02:00'))
    case 3:
      return `now() - INTERVAL '${dice.below(4000) + 30}' DAY`
    case 4:
      return `TIMESTAMP WITH TIME ZONE ${quote(iso(at + 1))}`
    case 5:
      return `CAST(${quote(iso(at).slice(0, 10))} AS DATE)`
    case 6:
      return `DATE ${quote(iso(at).slice(0, 10))} + INTERVAL '${dice.below(40)}' DAY`
    case 7:
      return quote(iso(at - 1))
    case 8:
      return `CURRENT_DATE - INTERVAL '${dice.below(120)}' MONTH`
    default:
      return quote(iso(at))
  }
}

function booleanLeaf(dice: Dice, name: string): string {
  return dice.pick([
    name,
    `NOT ${name}`,
    `${name} = TRUE`,
    `${name} = FALSE`,
    `${name} <> TRUE`,
    `${name} IS TRUE`,
    `${name} IS NOT TRUE`,
    `${name} IS FALSE`,
    `${name} IS UNKNOWN`,
    `${name} IS DISTINCT FROM TRUE`,
    `${name} IN (TRUE, NULL)`,
    `${name} IN (TRUE, FALSE)`,
    `${name} NOT IN (FALSE, NULL)`,
    `COALESCE(${name}, FALSE)`,
  ])
}

function uuidLeaf(dice: Dice, column: ColumnFacts, name: string): string {
  const literal = (): string => {
    const [value] = dice.sample(column.values, 1)
    const text = String(value ?? '00000000-0000-0000-0000-000000000000')
    return quote(dice.chance(0.3) ? text.toUpperCase() : text)
  }
  const form = dice.below(6)
  if (form === 0) return `${name} <> ${literal()}`
  if (form <= 2)
    return `${name} ${dice.chance(0.15) ? 'NOT ' : ''}IN (${literal()}, ${literal()}${dice.chance(0.1) ? ', NULL' : ''})`
  return `${name} = ${literal()}`
}

function textLeaf(dice: Dice, column: ColumnFacts, name: string): string {
  const literal = (): string => quote(textConstant(dice, column))
  const not = dice.chance(0.2) ? 'NOT ' : ''
  switch (dice.below(16)) {
    case 0:
      return `${name} <> ${literal()}`
    case 1:
    case 2:
      return `${name} ${not}IN (${literal()}, ${literal()}${dice.chance(0.1) ? ', NULL' : ''})`
    case 3:
      return `${name} ${dice.pick(['<', '<=', '>', '>='])} ${literal()}`
    case 4:
      return `${name} ${not}BETWEEN ${literal()} AND ${literal()}`
    case 5:
    case 6:
    case 7:
    case 8:
      return `${name} ${not}LIKE ${quote(likePattern(dice, column))}`
    case 9:
      return `${name} ${not}ILIKE ${quote(likePattern(dice, column))}`
    case 10:
      return `contains(${name}, ${quote(pieceOf(dice, textOf(dice, column)))})`
    case 11:
      return `starts_with(${name}, ${quote(textOf(dice, column).slice(0, 1 + dice.below(12)))})`
    case 12:
      return `${name} LIKE ${quote(`${pieceOf(dice, textOf(dice, column)).replaceAll(/[!%_]/g, '!$&')}%`)} ESCAPE '!'`
    default:
      return `${name} = ${literal()}`
  }
}

function textOf(dice: Dice, column: ColumnFacts): string {
  const [value] = dice.sample(column.values, 1)
  return typeof value === 'string' ? value : 'x'
}

const withoutAccents = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '')

/** A real value, or what a careless comparison could take for one. */
function textConstant(dice: Dice, column: ColumnFacts): string {
  const text = textOf(dice, column)
  switch (dice.below(16)) {
    case 0:
      return text.toUpperCase()
    case 1:
      return text.toLowerCase()
    case 2:
      return `${text} `
    case 3:
      return ` ${text}`
    case 4:
      return withoutAccents(text)
    case 5:
      return dice.pick(['', ' ', '*', '%', '@Me', "O'Brien", '[x]', 'none', 'all'])
    case 6:
      return `${text.slice(0, 4)}*`
    case 7:
      return text.trim()
    default:
      return text
  }
}

function pieceOf(dice: Dice, text: string): string {
  const start = dice.below(Math.max(1, text.length))
  return text.slice(start, start + 1 + dice.below(dice.chance(0.1) ? 140 : 9))
}

function likePattern(dice: Dice, column: ColumnFacts): string {
  const text = textOf(dice, column)
  const piece = pieceOf(dice, text)
  const folder = text.lastIndexOf('\\')
  switch (dice.below(13)) {
    case 0:
      return `${piece}%`
    case 1:
      return `%${piece}`
    case 2:
      return `${text.slice(0, 1 + dice.below(8))}%`
    case 3:
      return `%${text.slice(-3)}`
    case 4:
      return `${text.slice(0, 3)}%${text.slice(-2)}`
    case 5:
      return `%${piece.slice(0, 2)}_${piece.slice(3)}%`
    case 6:
      return folder > 0 ? `${text.slice(0, folder + 1)}%` : text
    case 7:
      return folder > 0 ? `${text.slice(0, folder)}%` : text.toUpperCase()
    case 8:
      return dice.pick(['%', '', '_%', '%*%', '%?%', '%[%', '% %', "%'%"])
    case 9:
      return `%${withoutAccents(piece).toUpperCase()}%`
    default:
      return `%${piece}%`
  }
}
