import { type Child, startChild, textOf } from './child.ts'

/** The emulator in its own process. */
export interface Server {
  readonly child: Child
  readonly connectionString: string
  readonly origin: string
  /** The organization's address. */
  readonly url: string
}

export interface ServerSettings {
  readonly workItems: number
  readonly latencyMs: number
  /** Answer what was asked before from memory. */
  readonly remembers: boolean
}

/** Starts an emulator with so many work items. */
export async function startServer(settings: ServerSettings): Promise<Server> {
  const child = startChild(new URL('./server-process.js', import.meta.url))
  const reply = await child.ask({ kind: 'start', ...settings })
  const origin = textOf(reply, 'origin')
  return {
    child,
    origin,
    connectionString: textOf(reply, 'connectionString'),
    url: `${origin}/${textOf(reply, 'organization')}`,
  }
}

/** Starts a client that does nothing yet. */
export function startClient(): Child {
  return startChild(new URL('./client-process.js', import.meta.url))
}
