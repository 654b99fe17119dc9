import type { Connection, SignInInteraction } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import type { FailureScene } from '../failure-scene.ts'
import { visibleText } from '../output/visible-text.ts'
import { type ConnectionOptions, connectionSource } from './connection-source.ts'
import { secretMask } from './secret-mask.ts'
import { signInInteraction } from './sign-in-prompt.ts'
import { cacheDirectory } from './user-directories.ts'

export interface OpenOptions extends ConnectionOptions {
  readonly interaction?: Pick<SignInInteraction, 'asking' | 'byDeviceCode'>
}

/** Connects as the options say, and tells on standard error what the connection string says in vain. */
export async function openConnection(
  options: OpenOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<Connection> {
  const connectionString = await connectionSource(options, context)
  scene.connectionStrings.push(connectionString)
  const connection = await context.connect(connectionString, {
    metadataDirectory: cacheDirectory(context),
    interaction: { ...signInInteraction(context), ...options.interaction },
    signal: context.signal,
  })
  tellNotes(connection.notes, context, scene)
  return connection
}

function tellNotes(
  notes: readonly string[],
  { stderr }: Pick<CliContext, 'stderr'>,
  scene: FailureScene,
): void {
  const mask = secretMask(scene.connectionStrings)
  for (const note of notes) {
    if (scene.notes.has(note)) continue
    scene.notes.add(note)
    stderr.write(`note: ${visibleText(mask.hide(note))}\n`)
  }
}
