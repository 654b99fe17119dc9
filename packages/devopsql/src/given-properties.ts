import {
  type ConnectionOptions,
  type ParseOptions,
  parseConnectionObject,
  parseConnectionString,
} from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import type { ConnectionProperties } from './contract.ts'

/** Objects that stand among the properties, apart from them: a connection string can't hold them. */
export function splitProperties(properties: unknown): {
  readonly plain: unknown
  readonly objects: Pick<ConnectionProperties, 'tokenProvider' | 'authSchemes'>
} {
  if (typeof properties !== 'object' || properties === null)
    return { plain: properties, objects: {} }
  const { tokenProvider, authSchemes, ...plain } = properties as ConnectionProperties
  return {
    plain,
    objects: {
      ...(tokenProvider !== undefined && { tokenProvider }),
      ...(authSchemes !== undefined && { authSchemes }),
    },
  }
}

/** The properties, checked one by one. Throws for one that is unknown or invalid. */
export function parseProperties(properties: unknown, options: ParseOptions): ConnectionOptions {
  if (typeof properties === 'string') return parseConnectionString(properties, options)
  if (typeof properties === 'object' && properties !== null) {
    return parseConnectionObject(properties as Readonly<Record<string, string>>, options)
  }
  // A caller of JavaScript may pass an environment variable that is not set.
  throw new DevopsqlError('connect() was called without a connection string', {
    code: 'DEVOPSQL_INVALID_CONNECTION_STRING',
    hint: 'Give a text such as Organization=<name>;PersonalAccessToken=<token>, or an object with these names.',
  })
}
