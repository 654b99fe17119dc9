import { type ChildProcess, spawn } from 'node:child_process'

/** `devopsql serve` in a process of its own. */
export interface ServeProcess {
  readonly process: ChildProcess
  /** Where it listens for PostgreSQL clients. */
  readonly port: number
  /** Ends it as a service manager does; its exit code, null where that took more than 30 seconds. */
  stop(): Promise<number | null>
}

/** Starts `program`, the built command, with a file of settings. */
export async function startServeProcess(
  program: string,
  configFile: string,
): Promise<ServeProcess> {
  const child = spawn(process.execPath, [program, 'serve', '--config', configFile], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const port = await portOf(child)
  return {
    process: child,
    port,
    stop: async () => {
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 30_000)
      const code = await ended
      clearTimeout(patience)
      return code
    },
  }
}

/** The first lines of the log say where it listens. */
async function portOf(child: ChildProcess): Promise<number> {
  let text = ''
  return await new Promise((resolve, reject) => {
    const read = (part: string): void => {
      text += part
      const port = /"protocol":"postgres",[^}]*"port":(\d+)/.exec(text)?.[1]
      if (port === undefined) return
      child.stderr?.off('data', read).resume()
      resolve(Number(port))
    }
    child.stderr?.setEncoding('utf8').on('data', read)
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${text}`)))
  })
}
