import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { numberOf, type Reply } from './child.ts'
import { type Figure, median } from './figure.ts'
import { type Server, startClient, startServer } from './processes.ts'
import type { Settings } from './settings.ts'

// Peaks of memory vary by some per cent with the garbage collector's moods.
const repetitions = 3

/** (d): peak memory of a large export over that of a small one, each one real scan in a process that has just started. */
export async function measureExport(small: Server, settings: Settings): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-bench-'))
  const { workItems, manyWorkItems } = settings
  const large = await startServer({ workItems: manyWorkItems, latencyMs: 0, remembers: true })
  try {
    await exportOnce(large, folder)
    const fewer: Reply[] = []
    const more: Reply[] = []
    for (let repetition = 0; repetition < repetitions; repetition++) {
      fewer.push(await exportOnce(small, folder))
      more.push(await exportOnce(large, folder))
    }
    const middle = (replies: readonly Reply[], name: string): number =>
      median(replies.map((reply) => numberOf(reply, name)))
    const [smallPeak, largePeak] = [middle(fewer, 'peakMegabytes'), middle(more, 'peakMegabytes')]
    return [
      {
        name: 'd-export-memory-growth',
        value: (largePeak / smallPeak - 1) * 100,
        unit: '%',
        bar: 25,
        details: {
          rows: middle(more, 'rows'),
          peakMegabytes: largePeak,
          smallRows: workItems,
          smallPeakMegabytes: smallPeak,
          memoryLimit: '1GB (default)',
          fileMegabytes: middle(more, 'fileMegabytes'),
          seconds: middle(more, 'wallMs') / 1000,
          clientCpuSeconds: middle(more, 'cpuMs') / 1000,
          serverCpuSeconds: middle(more, 'serverCpuMs') / 1000,
          repetitions,
        },
      },
    ]
  } finally {
    await large.child.stop()
    await rm(folder, { recursive: true })
  }
}

async function exportOnce({ child, connectionString }: Server, folder: string): Promise<Reply> {
  const client = startClient()
  const file = join(folder, 'work-items.parquet')
  try {
    await child.ask({ kind: 'reset' })
    await client.ask({ kind: 'connect', connectionString })
    const reply = await client.ask({ kind: 'export', file })
    const files = await readdir(folder)
    if (files.join() !== 'work-items.parquet') throw new Error(`the export left ${files.join()}`)
    const serverCpuMs = numberOf(await child.ask({ kind: 'stats' }), 'cpuMs')
    return { ...reply, serverCpuMs, fileMegabytes: (await stat(file)).size / 1e6 }
  } finally {
    await client.stop()
  }
}
