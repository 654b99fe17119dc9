import { type DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import type { SecretMask } from '../connection/secret-mask.ts'
import type { TextStyle } from '../output/text-style.ts'
import { visibleText } from '../output/visible-text.ts'
import { sqlExcerpt } from './sql-excerpt.ts'

export interface ErrorTextOptions {
  readonly style: TextStyle
  readonly width: number
  readonly mask: SecretMask
  /** The text that a position points into, where the query is known. */
  readonly sql?: string | undefined
  /** Adds the stack trace and the causes, for whoever looks for the bug. */
  readonly debug?: boolean
}

const longestDetail = 600

/** An error as a person reads it: what failed, where, what the other side said, what to do. Never a secret. */
export function errorText(error: unknown, options: ErrorTextOptions): string {
  const lines = isDevopsqlError(error)
    ? knownError(error, options)
    : unexpectedError(error, options)
  if (options.debug === true) lines.push(options.mask.hide(stackOf(error)))
  return `${lines.join('\n')}\n`
}

function knownError(error: DevopsqlError, options: ErrorTextOptions): string[] {
  const { style } = options
  const clean = (text: string): string => visibleText(options.mask.hide(text))
  const lines = [`${style.red('error:')} ${clean(error.message)}`, ...place(error, options)]
  if (error.detail) lines.push(`${style.bold('detail:')} ${shortened(clean(error.detail))}`)
  if (error.hint) lines.push(`${style.bold('hint:')} ${clean(error.hint)}`)
  lines.push(style.dim(`code: ${error.code}`))
  return lines
}

function place(error: DevopsqlError, options: ErrorTextOptions): string[] {
  if (error.position === undefined) return []
  if (error.category === 'usage') {
    return [`at character ${error.position + 1} of the connection string`]
  }
  if (options.sql === undefined) return [`at character ${error.position + 1} of the SQL text`]
  // The mask keeps the length, so that the position stays right.
  return [sqlExcerpt(options.mask.cover(options.sql), error.position, options.width)]
}

function unexpectedError(error: unknown, options: ErrorTextOptions): string[] {
  const { style } = options
  const message = error instanceof Error ? error.message : String(error)
  return [
    `${style.red('error:')} devopsql failed unexpectedly: ${shortened(visibleText(options.mask.hide(message)))}`,
    `${style.bold('hint:')} This is a bug: report it with the command that you ran and what it prints with DEVOPSQL_DEBUG=1.`,
  ]
}

function shortened(text: string): string {
  return text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? error.message
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause)}`
}
