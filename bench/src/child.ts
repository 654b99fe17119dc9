import { type ChildProcess, fork } from 'node:child_process'

/** What a child process answers: flat, because it crosses a process boundary. */
export type Reply = Readonly<Record<string, unknown>>

/** A process of its own that carries out one job after another. */
export interface Child {
  ask(job: Reply): Promise<Reply>
  stop(): Promise<void>
}

/** Starts `script`, which answers each message with one. What the child writes is shown as it is. */
export function startChild(script: URL, nodeOptions: readonly string[] = []): Child {
  const child = fork(script, { execArgv: [...nodeOptions] })
  return {
    ask: async (job) => await answerOf(child, job),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await exited
    },
  }
}

async function answerOf(child: ChildProcess, job: Reply): Promise<Reply> {
  return await new Promise<Reply>((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off('message', answered)
      child.off('exit', exited)
      act()
    }
    const answered = (message: unknown): void =>
      settle(() => {
        if (!isReply(message)) return reject(new Error('the child process sent no object'))
        if (typeof message['failure'] === 'string') return reject(new Error(message['failure']))
        resolve(message)
      })
    const exited = (code: number | null): void =>
      settle(() => reject(new Error(`the child process ended with code ${code}`)))
    child.on('message', answered)
    child.on('exit', exited)
    child.send(job)
  })
}

/** The other side: answers each job until the parent goes. */
export function serveJobs(carryOut: (job: Reply) => Promise<Reply>): void {
  process.on('message', (job: unknown) => {
    if (!isReply(job)) return
    carryOut(job).then(
      (reply) => process.send?.(reply),
      (error: unknown) =>
        process.send?.({
          failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null
}

/** A number of a reply. */
export function numberOf(reply: Reply, name: string): number {
  const value = reply[name]
  if (typeof value === 'number') return value
  throw new Error(`${name} is missing in ${JSON.stringify(reply)}`)
}

/** A text of a reply. */
export function textOf(reply: Reply, name: string): string {
  const value = reply[name]
  if (typeof value === 'string') return value
  throw new Error(`${name} is missing in ${JSON.stringify(reply)}`)
}
