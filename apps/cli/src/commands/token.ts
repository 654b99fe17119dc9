import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { usageError } from '../usage-error.ts'

export interface TokenCommandOptions extends ConnectionOptions {
  readonly headers?: boolean
}

/** Prints the secret that requests to Azure DevOps carry, where that is asked for in so many words. Gives the exit code. */
export async function tokenCommand(
  options: TokenCommandOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  if (options.headers !== true) {
    throw usageError(
      'devopsql token prints a secret, and only when it is told to',
      'Add --headers for the line Authorization: ..., which curl reads with -H @-.',
    )
  }
  const interaction = { asking: 'never' } as const
  await using connection = await openConnection({ ...options, interaction }, context, scene)
  const { header } = await connection.authorization({ signal: context.signal })
  if (context.stdout.isTTY === true) {
    context.stderr.write('warning: the next line is a secret; better send it into a pipe\n')
  }
  context.stdout.write(`Authorization: ${header}\n`)
  return 0
}
