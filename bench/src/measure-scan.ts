import { type Child, numberOf, type Reply } from './child.ts'
import { type Figure, median } from './figure.ts'
import { type Server, startClient } from './processes.ts'
import type { Settings } from './settings.ts'

/** (a) and (b): a scan against a bare loop that sends the same requests, both warm, one after the other in turns. */
export async function measureScan(server: Server, settings: Settings): Promise<readonly Figure[]> {
  const ours = startClient()
  const bare = startClient()
  try {
    await ours.ask({ kind: 'connect', connectionString: server.connectionString })
    // The first pass fills the server's memory; the second is the one whose requests the bare loop repeats.
    await ours.ask({ kind: 'rows' })
    await server.child.ask({ kind: 'reset' })
    await ours.ask({ kind: 'rows' })
    const { requests } = await server.child.ask({ kind: 'requests' })
    await bare.ask({ kind: 'load-requests', origin: server.origin, requests })
    await bare.ask({ kind: 'bare' })
    await ours.ask({ kind: 'batches' })
    const runs: Run[] = []
    for (let repetition = 0; repetition < settings.repetitions; repetition++) {
      runs.push({
        bare: await turn(server, bare, 'bare'),
        rows: await turn(server, ours, 'rows'),
        batches: await turn(server, ours, 'batches'),
      })
    }
    return figuresOf(runs, settings)
  } finally {
    await Promise.all([ours.stop(), bare.stop()])
  }
}

interface Turn {
  readonly client: Reply
  readonly serverCpuMs: number
}

type Run = Readonly<Record<'bare' | 'rows' | 'batches', Turn>>

async function turn(server: Server, client: Child, kind: string): Promise<Turn> {
  await server.child.ask({ kind: 'reset' })
  const reply = await client.ask({ kind })
  return {
    client: reply,
    serverCpuMs: numberOf(await server.child.ask({ kind: 'stats' }), 'cpuMs'),
  }
}

function figuresOf(runs: readonly Run[], settings: Settings): readonly Figure[] {
  const measures = [
    { name: 'a-scan-wall-ratio', of: 'wallMs', bar: 1.5 },
    { name: 'b-scan-cpu-ratio', of: 'cpuMs', bar: 2 },
  ]
  return measures.map(({ name, of, bar }) => {
    const middle = (client: keyof Run): number =>
      median(runs.map((run) => numberOf(run[client].client, of)))
    const server = (client: keyof Run): number => median(runs.map((run) => run[client].serverCpuMs))
    const ratio = (client: keyof Run): number =>
      median(runs.map((run) => numberOf(run[client].client, of) / numberOf(run.bare.client, of)))
    const [first] = runs
    return {
      name,
      value: ratio('rows'),
      unit: 'times the bare loop',
      bar,
      details: {
        workItems: first === undefined ? 0 : numberOf(first.rows.client, 'rows'),
        columns: 20,
        requests: first === undefined ? 0 : numberOf(first.bare.client, 'requests'),
        rowsMs: middle('rows'),
        batchesMs: middle('batches'),
        bareMs: middle('bare'),
        batchesRatio: ratio('batches'),
        serverCpuMs: server('rows'),
        serverCpuBareMs: server('bare'),
        repetitions: settings.repetitions,
      },
    }
  })
}
