import { DevopsqlError } from '@devopsql/errors'

/** An error that the person at the keyboard can fix by typing something else. */
export function usageError(message: string, hint: string, cause?: unknown): DevopsqlError {
  return new DevopsqlError(message, { code: 'DEVOPSQL_USAGE', hint, cause })
}
