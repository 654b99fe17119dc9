export { type ErrorCategory, type ErrorCode, type ErrorCodeFacts, errorCodes } from './codes.ts'
export { DevopsqlError, type DevopsqlErrorOptions, isDevopsqlError } from './devopsql-error.ts'
export { nearestName } from './nearest-name.ts'
