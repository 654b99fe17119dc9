import type { ResultColumn, Row } from 'devopsql'

/** Every value inside a JSON value under the names on its path joined: `project.id` is `ProjectId`. */
export function flatten(value: unknown, name = ''): Readonly<Record<string, unknown>> {
  const flat: Record<string, unknown> = {}
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  for (const [key, inner] of isObject ? Object.entries(value) : []) {
    const word = key.replace(/^_/, '')
    Object.assign(flat, flatten(inner, name + word.charAt(0).toUpperCase() + word.slice(1)))
  }
  return name === '' ? flat : { ...flat, [name]: value }
}

/** The row that SQL should show of JSON values by column name: each column of the result, NULL where JSON has nothing. */
export function rowOf(
  columns: readonly ResultColumn[],
  values: Readonly<Record<string, unknown>>,
): Row {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, sqlValue(type, values[name] ?? null)]),
  )
}

function sqlValue(type: string, value: unknown): unknown {
  if (value === null) return null
  switch (type) {
    case 'TIMESTAMP WITH TIME ZONE':
      return String(value).startsWith('0001') ? null : new Date(String(value))
    case 'INTEGER':
    case 'BIGINT':
    case 'DOUBLE':
      return Number(value)
    case 'UUID':
      return String(value).toLowerCase()
    default:
      return value
  }
}
