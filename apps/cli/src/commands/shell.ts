import type { CliContext } from '../cli-context.ts'
import type { ConnectionOptions } from '../connection/connection-source.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { reportFailure } from '../report/report-failure.ts'
import { connectionNames } from '../shell/connection-names.ts'
import { runShell } from '../shell/run-shell.ts'
import { shellRunner } from '../shell/shell-runner.ts'

/** Statements one after the other, with history and completion. */
export async function shellCommand(
  options: ConnectionOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  await using connection = await openConnection(options, context, scene)
  const cover = await context.loadCover()
  if (context.stdin.isTTY === true) {
    context.stdout.write(
      `devopsql ${context.version}; end a statement with ;  \\? helps, \\q leaves\n`,
    )
  }
  return await runShell(
    {
      runner: shellRunner(connection, context, { scene, cover }),
      names: connectionNames(connection),
      cover,
      report: (error, signal) => reportFailure(error, { ...context, signal }, scene),
    },
    context,
  )
}
