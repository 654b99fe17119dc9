import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type AnswerMemory, startAnswerMemory } from './answer-memory.ts'
import { numberOf, type Reply, serveJobs } from './child.ts'

let emulator: Emulator | undefined
let memory: AnswerMemory | undefined
let cpu = process.cpuUsage()

/** The emulator in a process of its own, where asked for behind a memory of its answers. */
async function carryOut(job: Reply): Promise<Reply> {
  switch (job['kind']) {
    case 'start': {
      emulator = await startEmulator({
        rows: { WorkItems: numberOf(job, 'workItems') },
        latencyMs: numberOf(job, 'latencyMs'),
      })
      const { connectionString, organization } = emulator
      const { origin } = new URL(emulator.url)
      if (job['remembers'] !== true) return { connectionString, origin, organization }
      memory = await startAnswerMemory(origin)
      return {
        connectionString: connectionString.replace(origin, memory.origin),
        origin: memory.origin,
        organization,
      }
    }
    case 'reset':
      memory?.takeRequests()
      emulator?.resetStats()
      cpu = process.cpuUsage()
      return {}
    case 'requests':
      return { requests: memory?.takeRequests() ?? [] }
    case 'stats': {
      const { user, system } = process.cpuUsage(cpu)
      const requests = emulator?.stats().requests ?? 0
      return { cpuMs: (user + system) / 1000, requests }
    }
  }
  throw new Error(`the server knows no job ${String(job['kind'])}`)
}

serveJobs(carryOut)
