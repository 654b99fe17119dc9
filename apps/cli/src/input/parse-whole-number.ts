import { usageError } from '../usage-error.ts'

export function parseWholeNumber(option: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value <= most) return value
  throw usageError(`${option} ${text} is not a number from 0 to ${most}`, 'Write it in digits.')
}
