import { CommanderError } from 'commander'
import type { CliContext } from './cli-context.ts'
import { exitCodes } from './exit-code.ts'
import { failureScene } from './failure-scene.ts'
import { createProgram } from './program.ts'
import { reportFailure } from './report/report-failure.ts'

/** Runs one command line. Gives the exit code; every failure has been told by then. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const scene = failureScene(context.env)
  const outcome = { exitCode: 0 }
  const program = createProgram(context, scene, (exitCode) => {
    outcome.exitCode = exitCode
  })
  try {
    await program.parseAsync(args.map(withStatsFormat), { from: 'user' })
    return outcome.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage
    return reportFailure(error, context, scene)
  }
}

/** `--stats` alone must not take the SQL text that follows it for its value. */
function withStatsFormat(argument: string): string {
  return argument === '--stats' ? '--stats=text' : argument
}
