import { DevopsqlError } from '@devopsql/errors'

/** The error for bytes that the protocol doesn't allow; SQLSTATE 08P01. */
export function protocolViolation(message: string): DevopsqlError {
  return new DevopsqlError(message, { code: 'DEVOPSQL_PROTOCOL_VIOLATION' })
}
