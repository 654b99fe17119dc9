import { once } from 'node:events'
import type { CliContext } from '../cli-context.ts'
import { type ConnectionOptions, connectionSource } from '../connection/connection-source.ts'
import { exitCodes } from '../exit-code.ts'
import type { FailureScene } from '../failure-scene.ts'
import { parseWholeNumber } from '../input/parse-whole-number.ts'

export interface ServeCommandOptions extends ConnectionOptions {
  readonly config?: string
  readonly httpPort?: string
  readonly pgPort?: string
  readonly insecureLoopback?: boolean
  readonly checkConfig?: boolean
}

/** Serves other programs until it is told to stop. Gives the exit code. */
export async function serveCommand(
  options: ServeCommandOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const { signal, stderr, env } = context
  const server = await context.loadServer()
  const { config, mistakes } = await server.readConfig({
    file: options.config,
    flags: {
      connection: await givenConnection(options, context),
      httpPort: portOf('--http-port', options.httpPort),
      pgPort: portOf('--pg-port', options.pgPort),
      insecureLoopback: options.insecureLoopback,
    },
    env,
  })
  scene.connectionStrings.push(...(config?.connections.values() ?? []))
  if (options.checkConfig === true) {
    const all = config === undefined ? mistakes : await server.checkMaterial(config)
    for (const mistake of all) stderr.write(`${server.mistakeText(mistake)}\n`)
    if (all.length > 0) return exitCodes.usage
    context.stdout.write('the configuration is good\n')
    return 0
  }
  if (config === undefined) throw server.configError(mistakes)
  const write = (text: string): void => {
    stderr.write(text)
  }
  const log = server.createLog({ write }, config.logLevel)
  await using _ = await server.startServer(config, { log })
  if (!signal.aborted) await once(signal, 'abort')
  return 0
}

/** What the command line says; the environment and the file come after it. */
async function givenConnection(
  options: ServeCommandOptions,
  context: CliContext,
): Promise<string | undefined> {
  const isGiven = options.connection !== undefined || options.profile !== undefined
  return isGiven ? await connectionSource(options, context) : undefined
}

function portOf(flag: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseWholeNumber(flag, text, 65_535)
}
