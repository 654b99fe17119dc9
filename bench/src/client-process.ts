import { type Connection, connect } from 'devopsql'
import type { SentRequest } from './answer-memory.ts'
import { type Reply, serveJobs, textOf } from './child.ts'
import {
  bareClient,
  type Outcome,
  queryBatches,
  queryOnce,
  queryRows,
  scriptByBatch,
  scriptOneByOne,
} from './clients.ts'
import { twentyColumns } from './work-item-query.ts'

let connection: Connection | undefined
let bare: (() => Promise<Outcome>) | undefined

/** One client in a process of its own, so that its CPU time and memory are its own too. */
async function carryOut(job: Reply): Promise<Reply> {
  switch (job['kind']) {
    case 'connect':
      connection = await connect(textOf(job, 'connectionString'))
      return {}
    case 'load-requests':
      bare = bareClient(textOf(job, 'origin'), sentRequests(job['requests']))
      return {}
    case 'rows':
      return await measured(async () => await queryRows(opened(), twentyColumns))
    case 'batches':
      return await measured(async () => await queryBatches(opened(), twentyColumns))
    case 'bare':
      return await measured(async () => (await bare?.()) ?? { rows: 0, requests: 0 })
    case 'query-once':
      return await measured(async () => await queryOnce(textOf(job, 'connectionString')))
    case 'script-by-batch':
      return await measured(async () => await scriptByBatch(textOf(job, 'url')))
    case 'script-one-by-one':
      return await measured(async () => await scriptOneByOne(textOf(job, 'url')))
    case 'export':
      return await measured(async () => {
        const target = { file: textOf(job, 'file'), format: 'parquet' } as const
        return await opened().export(twentyColumns, target)
      })
  }
  throw new Error(`the client knows no job ${String(job['kind'])}`)
}

async function measured(work: () => Promise<Outcome>): Promise<Reply> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const { rows, requests } = await work()
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  const peakMegabytes = process.resourceUsage().maxRSS / 1024
  return { rows, requests, wallMs, cpuMs: (user + system) / 1000, peakMegabytes }
}

function opened(): Connection {
  if (connection === undefined) throw new Error('there is no connection yet')
  return connection
}

function sentRequests(value: unknown): readonly SentRequest[] {
  if (!Array.isArray(value)) throw new Error('there are no requests')
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw new Error('a request is an object')
    const request: Reply = { ...item }
    return {
      method: textOf(request, 'method'),
      path: textOf(request, 'path'),
      body: textOf(request, 'body'),
    }
  })
}

serveJobs(carryOut)
