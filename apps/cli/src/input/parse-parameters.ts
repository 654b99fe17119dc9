import type { Parameters } from 'devopsql'
import { usageError } from '../usage-error.ts'

const named = /^([A-Za-z_]\w*)=([\s\S]*)$/
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/**
 * The values of `--param`: `name=value` is bound by name, anything else by position. Numbers, true, false and null are
 * what they look like; the rest is text, and so is everything in single quotes.
 */
export function parseParameters(given: readonly string[]): Parameters | undefined {
  if (given.length === 0) return undefined
  const pairs = given.map((text) => named.exec(text))
  if (pairs.every((pair) => pair === null)) return given.map(parameterValue)
  const values = new Map<string, unknown>()
  for (const [index, pair] of pairs.entries()) {
    const [, name, value] = pair ?? []
    if (name === undefined || value === undefined) {
      throw usageError(
        `parameter ${index + 1} has no name but another one has`,
        'Give all as name=value or none; a text that holds = is quoted: --param "\'a=b\'".',
      )
    }
    if (values.has(name))
      throw usageError(`parameter ${name} is given twice`, 'Give each name once.')
    values.set(name, parameterValue(value))
  }
  return Object.fromEntries(values)
}

function parameterValue(text: string): unknown {
  if (number.test(text)) return numberValue(text)
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'")) {
    return text.slice(1, -1).replaceAll("''", "'")
  }
  return text
}

/** A whole number that a double can't hold stays exact. */
function numberValue(text: string): number | bigint {
  const value = Number(text)
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value
}
