import { numberOf, type Reply } from './child.ts'
import { type Figure, median } from './figure.ts'
import { type Server, startClient, startServer } from './processes.ts'
import type { Settings } from './settings.ts'

const workItems = 2500
const latencyMs = 20

/** (c): 2,500 work items at 20 ms, each time from a process that has just started. */
export async function measureLatency(settings: Settings): Promise<readonly Figure[]> {
  const server = await startServer({ workItems, latencyMs, remembers: false })
  try {
    const ours: Reply[] = []
    const scripts: Reply[] = []
    for (let repetition = 0; repetition < settings.repetitions; repetition++) {
      ours.push(await runOnce(server, 'query-once'))
      scripts.push(await runOnce(server, 'script-by-batch'))
    }
    const oneByOne = settings.form === 'full' ? await runOnce(server, 'script-one-by-one') : {}
    const middle = (replies: readonly Reply[], name: string): number =>
      median(replies.map((reply) => numberOf(reply, name)))
    const seconds = middle(ours, 'wallMs') / 1000
    const scriptSeconds = middle(scripts, 'wallMs') / 1000
    const details = {
      workItems: middle(ours, 'rows'),
      latencyMs,
      scriptSeconds,
      scriptRequests: middle(scripts, 'requestsSeen'),
      timesFaster: scriptSeconds / seconds,
      ...('wallMs' in oneByOne && {
        oneByOneSeconds: numberOf(oneByOne, 'wallMs') / 1000,
        oneByOneRequests: numberOf(oneByOne, 'requestsSeen'),
      }),
      repetitions: settings.repetitions,
    }
    return [
      {
        name: 'c-latency-requests',
        value: middle(ours, 'requestsSeen'),
        unit: 'requests',
        bar: 20,
        details: { workItems },
      },
      { name: 'c-latency-seconds', value: seconds, unit: 's', bar: 1, details },
    ]
  } finally {
    await server.child.stop()
  }
}

/** One run in a new process; the requests are those that the server saw. */
async function runOnce({ child, connectionString, url }: Server, kind: string): Promise<Reply> {
  const client = startClient()
  try {
    await child.ask({ kind: 'reset' })
    const reply = await client.ask({ kind, connectionString, url })
    if (numberOf(reply, 'rows') !== workItems) throw new Error(`${kind} read ${reply['rows']} rows`)
    return { ...reply, requestsSeen: numberOf(await child.ask({ kind: 'stats' }), 'requests') }
  } finally {
    await client.stop()
  }
}
