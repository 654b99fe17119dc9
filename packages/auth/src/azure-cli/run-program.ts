import { Buffer } from 'node:buffer'
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

export interface ProgramResult {
  /** Null when a signal ended the program. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'shell'> {
  readonly signal: AbortSignal
}

/**
 * Runs a program to its end, without input. Aborting ends it, with the programs that it has started itself, and rejects with
 * the reason. Rejects with the system's error when the program can't be started.
 */
export async function runProgram(
  program: string,
  argv: readonly string[],
  { signal, ...options }: RunOptions,
): Promise<ProgramResult> {
  signal.throwIfAborted()
  const child = spawn(program, argv, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, which can be ended as a whole. Windows would open a console for it.
    detached: process.platform !== 'win32',
  })
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  return await new Promise((resolve, reject) => {
    const onAbort = (): void => {
      end(child)
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    child.once('error', (error) => {
      signal.removeEventListener('abort', onAbort)
      reject(error)
    })
    child.once('close', (code) => {
      signal.removeEventListener('abort', onAbort)
      resolve({ code, stdout: stdout(), stderr: stderr() })
    })
  })
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

function end(child: ChildProcess): void {
  child.stdout?.destroy()
  child.stderr?.destroy()
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
  child.kill('SIGTERM')
}
