import type { MetadataStore } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import type { RestClient } from '@devopsql/rest'
import envPaths from 'env-paths'
import { createMetadataFiles } from './metadata-files.ts'

/** Where the properties of a connection say that metadata is kept; undefined where it isn't. */
export function metadataStoreOf(
  options: ConnectionOptions,
  client: RestClient,
  /** Where the program keeps it that made the connection. */
  programDirectory: string | undefined,
): MetadataStore | undefined {
  const directory = metadataDirectoryOf(options, programDirectory)
  if (directory === undefined) return undefined
  return createMetadataFiles({
    directory,
    owner: async () => client.identity({}),
    tolerance: options.CacheTolerance,
  })
}

/** The folder of the metadata that is kept; undefined where none is. */
export function metadataDirectoryOf(
  options: ConnectionOptions,
  programDirectory: string | undefined,
): string | undefined {
  const isKept = options.CacheMetadata ?? programDirectory !== undefined
  if (!isKept) return undefined
  return options.CacheLocation ?? programDirectory ?? envPaths('devopsql', { suffix: '' }).cache
}
