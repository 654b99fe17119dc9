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
    const names = program.commands.map((command) => command.name())
    await program.parseAsync(readable(args, names), { from: 'user' })
    return outcome.exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFailure(error, context, scene)
    if (error.code === 'commander.excessArguments') context.stderr.write(`${quoting}\n`)
    return error.exitCode === 0 ? 0 : exitCodes.usage
  }
}

const quoting = 'hint: what holds spaces, as SQL does, is one argument only in quotes.'

/** The arguments in a form that the parser of options can't misunderstand. */
function readable(args: readonly string[], commands: readonly string[]): readonly string[] {
  const [first, second] = args
  // An unknown name is told with the nearest one, as it is without `help`.
  if (first === 'help' && second !== undefined && !commands.includes(second)) return [second]
  return args.map((argument, index) =>
    args[index - 1] === '--param' ? argument : readableArgument(argument),
  )
}

function readableArgument(argument: string): string {
  // Alone it must not take the SQL text that follows it for its value.
  if (argument === '--stats') return '--stats=text'
  // SQL that begins with a comment is no option: an option's name holds no space.
  return /^--[^=\s]*\s/.test(argument) ? ` ${argument}` : argument
}
