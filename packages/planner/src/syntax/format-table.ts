import type {
  DerivedTable,
  Join,
  Sample,
  TableAlias,
  TableExpression,
  TableFunction,
  TableReference,
} from './ast.ts'
import {
  type Format,
  formatList,
  formatName,
  formatPath,
  formatWord,
  words,
} from './format-name.ts'

export function formatReference(table: TableReference, format: Format): string {
  return words(formatPath(table.path), as(table.alias, format), sampled(table, format))
}

export function formatDerived(table: DerivedTable, format: Format): string {
  return words(
    table.lateral && 'LATERAL',
    `(${format(table.query)})`,
    as(table.alias, format),
    sampled(table, format),
  )
}

export function formatTableFunction(table: TableFunction, format: Format): string {
  const qualifier = table.qualifier.map((part) => `${formatName(part)}.`).join('')
  return words(
    table.lateral && 'LATERAL',
    `${qualifier}${formatWord(table.name)}(${formatList(table.arguments, format)})`,
    table.ordinality && 'WITH ORDINALITY',
    as(table.alias, format),
    sampled(table, format),
  )
}

function sampled(
  { sample }: { readonly sample?: Sample | undefined },
  format: Format,
): string | undefined {
  return sample && `TABLESAMPLE ${format(sample)}`
}

export function formatSample({ size, unit, method, seed }: Sample): string {
  return words(
    `${method}(${size}${unit === 'rows' ? ' ROWS' : '%'})`,
    seed !== undefined && `REPEATABLE (${seed})`,
  )
}

export function formatAlias(alias: TableAlias): string {
  const columns = alias.columns.length > 0 ? `(${alias.columns.map(formatName).join(', ')})` : ''
  return `${formatName(alias.name)}${columns}`
}

function as(alias: TableAlias | undefined, format: Format): string | undefined {
  return alias && `AS ${format(alias)}`
}

// Joins lean to the left and a FROM can have hundreds, so the spine is walked.
export function formatJoin(join: Join, format: Format): string {
  const steps: string[] = []
  let first: TableExpression = join
  for (; first.kind === 'join'; first = first.left) steps.push(formatStep(first, format))
  return [format(first), ...steps.toReversed()].join(' ')
}

function formatStep(join: Join, format: Format): string {
  const right = join.right.kind === 'join' ? `(${format(join.right)})` : format(join.right)
  return words(
    join.natural && 'NATURAL',
    join.asof && 'ASOF',
    `${join.type.toUpperCase()} JOIN`,
    right,
    join.on && `ON ${format(join.on)}`,
    join.using.length > 0 && `USING (${join.using.map(formatName).join(', ')})`,
  )
}
