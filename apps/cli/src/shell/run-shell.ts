import { createInterface, type Interface } from 'node:readline/promises'
import type { CliContext, CoverSecrets } from '../cli-context.ts'
import { complete, type NameSource } from './complete.ts'
import { historySize, readHistory, writeHistory } from './history-file.ts'
import { type MetaCommand, metaCommand } from './meta-command.ts'
import type { ShellRunner } from './shell-runner.ts'
import { splitStatements } from './split-statements.ts'

export interface ShellParts {
  readonly runner: ShellRunner
  readonly names: NameSource
  readonly cover: CoverSecrets
  /** Says on standard error what went wrong. Gives the exit code. */
  readonly report: (error: unknown, signal: AbortSignal) => number
}

type Step =
  | { readonly kind: 'statement'; readonly sql: string }
  | { readonly kind: 'meta'; readonly command: MetaCommand }

/**
 * Reads lines until the end of input and runs what they say. At a terminal a failure is told and the shell goes on; a
 * script that is piped in stops at its first failure.
 */
export async function runShell(parts: ShellParts, context: CliContext): Promise<number> {
  const isInteractive = context.stdin.isTTY === true
  let pending = ''
  let running: AbortController | undefined
  let history = isInteractive ? await readHistory(context) : []
  /** Lines without secrets: the history that lasts has no others. */
  const openLines = new Set(history)
  const keepHistory = async (): Promise<void> => {
    if (isInteractive)
      await writeHistory(
        history.filter((line) => openLines.has(line)),
        context,
      )
  }
  const lines = createInterface({
    input: context.stdin,
    ...(isInteractive && { output: context.stdout }),
    terminal: isInteractive,
    history: [...history],
    historySize,
    removeHistoryDuplicates: true,
    completer: async (line: string): Promise<[string[], string]> => {
      const { candidates, word } = await complete(pending + line, parts.names)
      return [[...candidates], word]
    },
  })
  lines.on('history', (latest: string[]) => {
    history = [...latest]
  })
  const prompt = (): void => {
    if (!isInteractive) return
    lines.setPrompt(promptText(pending))
    lines.prompt()
  }
  lines.on('SIGINT', () => {
    if (running) return running.abort()
    clearLine(lines)
    context.stdout.write(pending === '' ? '^C (\\q or Ctrl-D leaves)\n' : '^C\n')
    pending = ''
    prompt()
  })
  /** Gives an exit code when the shell has to end. */
  const perform = async (step: Step): Promise<number | undefined> => {
    running = new AbortController()
    const signal = AbortSignal.any([context.signal, running.signal])
    try {
      if (step.kind === 'statement') await parts.runner.statement(step.sql, signal)
      else if (!(await parts.runner.meta(step.command, signal))) return 0
    } catch (error) {
      const code = parts.report(error, signal)
      if (!isInteractive) return code
    } finally {
      running = undefined
    }
    return context.stdout.writable ? undefined : 0
  }
  const performLine = async (line: string): Promise<number | undefined> => {
    try {
      const command = metaCommandIn(line, pending)
      if (command) return await perform({ kind: 'meta', command })
    } catch (error) {
      const code = parts.report(error, context.signal)
      return isInteractive ? undefined : code
    }
    const { statements, rest } = splitStatements(`${pending}${line}\n`)
    pending = rest.trim() === '' ? '' : rest
    for (const sql of statements) {
      const code = await perform({ kind: 'statement', sql })
      if (code !== undefined) return code
    }
    return undefined
  }
  const close = (): void => lines.close()
  context.signal.addEventListener('abort', close, { once: true })
  try {
    prompt()
    for await (const line of lines) {
      const typed = pending + line
      if (parts.cover(typed) === typed) openLines.add(line)
      else openLines.delete(line)
      const code = await performLine(line)
      if (code !== undefined) return code
      await keepHistory()
      prompt()
    }
    if (isInteractive) context.stdout.write('\n')
    else if (pending !== '') return (await perform({ kind: 'statement', sql: pending })) ?? 0
    return context.signal.aborted ? 130 : 0
  } finally {
    context.signal.removeEventListener('abort', close)
    lines.close()
    await keepHistory()
  }
}

/** A command counts in the middle of a statement too, so that nobody is caught there; not in a text or a comment. */
function metaCommandIn(line: string, pending: string): MetaCommand | undefined {
  if (pending === '') return metaCommand(line)
  const mayBeOne = line.trimStart().startsWith('\\') && splitStatements(pending).open === ''
  return mayBeOne ? metaCommand(line) : undefined
}

function promptText(pending: string): string {
  if (pending === '') return 'devopsql> '
  return `${(splitStatements(pending).open || '-').padStart(7)}> `
}

function clearLine(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' })
  lines.write(null, { ctrl: true, name: 'u' })
}
