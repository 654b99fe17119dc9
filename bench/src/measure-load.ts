import { fileURLToPath } from 'node:url'
import { loadServed, type ServedLoadReport } from '@devopsql-test/load'
import type { Figure } from './figure.ts'
import { startServer } from './processes.ts'
import type { Settings } from './settings.ts'

const program = fileURLToPath(new URL('../../apps/cli/bin/devopsql.js', import.meta.url))
const workItems = 2000

/** How many connections there are, how many of them ask all the time, and for how long. */
interface LoadSize {
  readonly connections: number
  readonly active: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

const full: LoadSize = { connections: 500, active: 50, seconds: 600, warmUpSeconds: 30 }
const short: LoadSize = { connections: 60, active: 12, seconds: 20, warmUpSeconds: 5 }

/** What a crowd of PostgreSQL clients makes of a server: its memory, and every answer that isn't as it should be. */
export async function measureLoad(
  { form }: Settings,
  seconds: number | undefined,
): Promise<readonly Figure[]> {
  const organization = await startServer({ workItems, latencyMs: 0, remembers: false })
  const usual = form === 'short' ? short : full
  const size = { ...usual, seconds: seconds ?? usual.seconds }
  const { connectionString } = organization
  try {
    const report = await loadServed({ program, connectionString, workItems, ...size })
    return figuresOf(report, size)
  } finally {
    await organization.child.stop()
  }
}

function figuresOf(report: ServedLoadReport, size: LoadSize): readonly Figure[] {
  const { queries, rows, cancelled, vanished, slowReads, memory, exit } = report
  const failures = [...report.failures]
  const figure = (name: string, value: number, rest: Omit<Figure, 'name' | 'value'>): Figure => ({
    name: `load-${name}`,
    value,
    ...rest,
  })
  return [
    figure('memory-growth', (memory.last / memory.first - 1) * 100, {
      unit: '%',
      bar: 10,
      details: {
        ...size,
        firstMegabytes: memory.first / 1e6,
        lastMegabytes: memory.last / 1e6,
        mostMegabytes: memory.most / 1e6,
      },
    }),
    figure('crossed', report.crossed, {
      unit: 'rows',
      bar: 0,
      details: { rows, queries, cancelled, vanished, slowReads },
    }),
    figure(
      'failures',
      failures.reduce((sum, [, times]) => sum + times, 0),
      {
        unit: 'queries',
        bar: 0,
        details: Object.fromEntries(failures),
      },
    ),
    figure('exit-code', exit.code ?? 137, {
      unit: exit.code === null ? '(killed)' : '',
      bar: 0,
      details: { seconds: exit.seconds },
    }),
  ]
}
