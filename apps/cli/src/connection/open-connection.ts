import type { Connection } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import type { FailureScene } from '../failure-scene.ts'
import { visibleText } from '../output/visible-text.ts'
import { type ConnectionOptions, connectionSource } from './connection-source.ts'
import { secretMask } from './secret-mask.ts'
import { cacheDirectory } from './user-directories.ts'

/** Connects as the options say, and tells on standard error what the connection string says in vain. */
export async function openConnection(
  options: ConnectionOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<Connection> {
  const connectionString = await connectionSource(options, context)
  scene.connectionStrings.push(connectionString)
  const connection = await context.connect(connectionString, {
    metadataDirectory: cacheDirectory(context),
  })
  const mask = secretMask(scene.connectionStrings)
  for (const note of connection.notes) {
    context.stderr.write(`note: ${visibleText(mask.hide(note))}\n`)
  }
  return connection
}
