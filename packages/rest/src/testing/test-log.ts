import type { Log, LogEvent, LogLevel } from '../log/log-event.ts'

export interface TestLog {
  readonly log: Log
  /** `level MODULE query text`, in the order in which it was told. */
  readonly lines: readonly string[]
}

/** A log in memory. */
export function aLog(level: LogLevel, hide: (text: string) => string = (text) => text): TestLog {
  const lines: string[] = []
  const write = ({ level: at, module, queryId = '-', text }: LogEvent): void => {
    if (at <= level) lines.push(`${at} ${module} ${queryId} ${hide(text())}`)
  }
  return { log: Object.assign(write, { level, hide }), lines }
}
