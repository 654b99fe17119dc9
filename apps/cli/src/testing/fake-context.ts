import { Readable, Writable } from 'node:stream'
import { coverSecrets, diagnose } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import { aColumn, fakeConnection } from './fake-connection.ts'

export interface FakeContext extends CliContext {
  readonly out: () => string
  readonly err: () => string
}

const aConnectionString = 'Organization=contoso;PersonalAccessToken=s3cr3t-t0k3n'

/** A command line without a process: what it writes is kept, what it reads is given. */
export function fakeContext(context: Partial<CliContext> = {}): FakeContext {
  const stdout = recorder()
  const stderr = recorder()
  return {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    isPiped: false,
    env: { DEVOPSQL_CONNECTION: aConnectionString },
    platform: 'linux',
    homeDirectory: '/home/nobody',
    version: '9.9.9',
    now: () => 0,
    signal: new AbortController().signal,
    connect: async () => fakeConnection({ columns: [aColumn('A')], batches: [] }),
    loadCover: async () => coverSecrets,
    loadServer: async () => await import('@devopsql/server'),
    loadDiagnose: async () => diagnose,
    startEmulator: async () => {
      throw new Error('no emulator in this test')
    },
    ...context,
    out: stdout.text,
    err: stderr.text,
  }
}

export interface Recorder {
  readonly stream: Writable
  readonly text: () => string
}

export function recorder(): Recorder {
  let written = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  return { stream, text: () => written }
}

/** A stream whose reader has gone away. */
export function closedPipe(): Writable {
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  stream.on('error', () => {})
  return stream
}

/** The same stream, said to be a terminal of that width. */
export function asTerminal(
  stream: Writable,
  columns = 80,
): Writable & { isTTY: true; columns: number } {
  return Object.assign(stream, { isTTY: true as const, columns })
}
