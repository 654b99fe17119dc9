import { jsonText } from './json-text.ts'

/**
 * How exact values (`QueryOptions.exact`) of a SQL type stand in JSON: JSON as it came, times in ISO 8601, what is no
 * number for JSON as text.
 */
export function exactJson(sqlType: string): (value: unknown) => string {
  const [, item] = /^(.*)\[\d*\]$/s.exec(sqlType) ?? []
  if (item !== undefined) return listOf(exactJson(item))
  switch (sqlType) {
    case 'JSON':
      return (value) => (typeof value === 'string' ? oneLine(value) : jsonText(value))
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return (value) => jsonText(typeof value === 'string' ? isoTime(value) : value)
    case 'FLOAT':
    case 'DOUBLE':
      return (value) =>
        jsonText(typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)
    default:
      return jsonText
  }
}

/** `2024-01-01 00:00:00.5+00` as `2024-01-01T00:00:00.5Z`. What ISO 8601 can't say stays as it is. */
export function isoTime(text: string): string {
  const [, date, time, zone] = /^(\d{4}-\d\d-\d\d) ([\d:.]+)(\+00)?$/.exec(text) ?? []
  return date === undefined ? text : `${date}T${time}${zone === undefined ? '' : 'Z'}`
}

function listOf(write: (value: unknown) => string): (value: unknown) => string {
  return (value) => (Array.isArray(value) ? `[${value.map(write).join(',')}]` : jsonText(value))
}

/** A line break in JSON is only ever between its parts. */
function oneLine(json: string): string {
  return json.replaceAll(/[\r\n]/g, ' ')
}
