import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../apps/cli/bin/devopsql.js', import.meta.url))

/** How a run of the command line ended. */
export interface Ended {
  readonly status: number | null
  readonly output: string
  readonly errors: string
}

/** A run of the command line. */
export interface Running {
  readonly process: ChildProcessByStdio<null, Readable, Readable>
  readonly ended: Promise<Ended>
}

/** Starts `devopsql` as a program of its own; the connection string is in its environment. */
export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Running {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output, errors }))
  })
  return { process: child, ended }
}
