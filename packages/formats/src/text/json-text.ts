import { hexText } from './hex-text.ts'

/** A value as JSON. JSON has numbers of any length, so a bigint keeps all its digits without quotes, at any depth. */
export function jsonText(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return `"${hexText(value)}"`
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (typeof value !== 'object' || value instanceof Date) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`,
  )
  return `{${members.join(',')}}`
}
