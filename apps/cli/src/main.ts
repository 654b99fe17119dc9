import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { homedir } from 'node:os'
import type { CliContext, OutputStream } from './cli-context.ts'
import { runCli } from './run-cli.ts'

const cancelled = 130

function processContext(signal: AbortSignal): CliContext {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    isPiped: isPipe(process.stdout),
    env: process.env,
    platform: process.platform,
    homeDirectory: homedir(),
    version: packageVersion(),
    now: () => performance.now(),
    signal,
    connect: async (connectionString, options) =>
      (await import('devopsql')).connect(connectionString, options),
    loadCover: async () => (await import('devopsql')).coverSecrets,
    loadServer: async () => await import('@devopsql/server'),
    loadDiagnose: async () => (await import('devopsql')).diagnose,
    startEmulator: async (options) => (await import('@devopsql/emulator')).startEmulator(options),
  }
}

// Node 20 finds no module behind a symbolic link any more once fstatSync was asked about a pipe (nodejs/node#51142).
function isPipe(stream: NodeJS.WriteStream): boolean {
  return stream instanceof Socket && !stream.isTTY
}

function packageVersion(): string {
  const content: unknown = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const version =
    typeof content === 'object' && content !== null && 'version' in content && content.version
  return typeof version === 'string' ? version : 'unknown'
}

/** Ctrl-C asks the command to stop; a second one doesn't wait for it. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(cancelled)
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // The terminal was closed.
  process.on('SIGHUP', stop)
  return controller.signal
}

function flushed(stream: OutputStream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.writable) return resolve()
    stream.write('', () => resolve())
  })
}

// Without a listener a reader that went away, as head does, would end the process with a stack trace.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const exitCode = await runCli(process.argv.slice(2), processContext(interruption()))
await Promise.all([flushed(process.stdout), flushed(process.stderr)])
// Idle connections and native threads would keep the process for some time after the last row.
process.exit(exitCode)
