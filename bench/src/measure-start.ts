import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Figure, median } from './figure.ts'
import { startServer } from './processes.ts'
import type { Settings } from './settings.ts'

const program = fileURLToPath(new URL('../../apps/cli/bin/devopsql.js', import.meta.url))

const queries = [
  {
    name: 'e-cli-first-row',
    sql: 'SELECT Id, Title FROM WorkItems LIMIT 10',
    bar: 0.4,
  },
  {
    name: 'e-cli-first-row-with-duckdb',
    sql: 'SELECT State, count(*) AS Items FROM WorkItems WHERE length(Title) > 10 GROUP BY State',
    bar: undefined,
  },
]

/** (e): from the start of the command's process to the first row on its standard output. */
export async function measureStart(settings: Settings): Promise<readonly Figure[]> {
  const server = await startServer({ workItems: 2000, latencyMs: 0, remembers: true })
  try {
    const figures: Figure[] = []
    for (const { name, sql, bar } of queries) {
      await secondsToFirstRow(server.connectionString, sql)
      const seconds: number[] = []
      const bare: number[] = []
      for (let repetition = 0; repetition < settings.repetitions; repetition++) {
        bare.push(await secondsToOutput(['-e', 'console.log(1)'], { hasRow: /1/ }))
        seconds.push(await secondsToFirstRow(server.connectionString, sql))
      }
      figures.push({
        name,
        value: median(seconds),
        unit: 's',
        bar,
        details: { nodeAloneSeconds: median(bare), repetitions: settings.repetitions },
      })
    }
    return figures
  } finally {
    await server.child.stop()
  }
}

async function secondsToFirstRow(connectionString: string, sql: string): Promise<number> {
  const words = [program, 'query', sql, '--format', 'ndjson']
  const env = { ...process.env, DEVOPSQL_CONNECTION: `${connectionString};CacheMetadata=false` }
  return await secondsToOutput(words, { env, hasRow: /^\{.*\n/ })
}

async function secondsToOutput(
  words: readonly string[],
  { env, hasRow }: { readonly env?: NodeJS.ProcessEnv; readonly hasRow: RegExp },
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  let output = ''
  let errors = ''
  let seconds: number | undefined
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (seconds === undefined && hasRow.test(output)) seconds = (performance.now() - start) / 1000
  })
  const code = await exited
  if (code === 0 && seconds !== undefined) return seconds
  throw new Error(`${words.slice(0, 3).join(' ')} ended with ${code}: ${errors}${output}`)
}
