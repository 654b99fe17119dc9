import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { CliContext } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'

type Terminal = Pick<CliContext, 'stdin' | 'stderr'>

/** A new password: asked for twice where somebody sits at a terminal, else what standard input holds. */
export async function readPassword(context: Terminal): Promise<string> {
  if (context.stdin.isTTY !== true) return (await text(context.stdin)).replace(/\r?\n$/, '')
  const first = await asked('Password: ', context)
  const second = await asked('Password again: ', context)
  if (first === second) return first
  throw usageError('the two passwords differ', 'Try again.')
}

/** One line that nobody sees. */
async function asked(question: string, { stdin, stderr }: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true })
  stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      const stop = (): void => reject(usageError('no password was given', 'Try again.'))
      lines.once('SIGINT', stop)
      lines.once('close', stop)
    })
  } finally {
    lines.close()
    stderr.write('\n')
  }
}
