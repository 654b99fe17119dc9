import { once } from 'node:events'
import type { CliContext } from '../cli-context.ts'
import { parseRowCounts } from '../input/parse-row-counts.ts'
import { parseWholeNumber } from '../input/parse-whole-number.ts'
import { streamSink } from '../output/text-sink.ts'

export interface EmulatorCommandOptions {
  readonly size: 'S' | 'M'
  readonly port: string
  readonly latency: string
  readonly seed: string
  readonly rows?: string
  readonly json?: boolean
}

/** Serves an emulated organization until it is told to stop. */
export async function emulatorCommand(
  options: EmulatorCommandOptions,
  context: CliContext,
): Promise<number> {
  const { signal } = context
  const emulator = await context.startEmulator({
    size: options.size,
    port: parseWholeNumber('--port', options.port, 65_535),
    latencyMs: parseWholeNumber('--latency', options.latency, 600_000),
    seed: parseWholeNumber('--seed', options.seed, 2 ** 32 - 1),
    rows: options.rows === undefined ? {} : parseRowCounts(options.rows),
  })
  const { url, organization, connectionString } = emulator
  const text =
    options.json === true
      ? `${JSON.stringify({ url, organization, connectionString })}\n`
      : greeting(emulator)
  await streamSink(context.stdout).write(text)
  try {
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await emulator.close()
  }
  return 0
}

function greeting({
  url,
  connectionString,
}: Awaited<ReturnType<CliContext['startEmulator']>>): string {
  return `An emulated Azure DevOps organization is running at ${url}
It holds invented data only and is reachable from this machine only. Ctrl-C stops it.

Query it from another terminal:

  export DEVOPSQL_CONNECTION='${connectionString}'
  devopsql query "SELECT Id, Title, State FROM WorkItems ORDER BY Id LIMIT 5"
  devopsql shell
`
}
