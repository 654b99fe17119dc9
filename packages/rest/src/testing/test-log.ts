import type { Log, LogEvent, LogLevel } from '../log/log-event.ts'

export interface TestLog {
  readonly log: Log
  /** `level MODULE query text`, in the order in which it was told. */
  readonly lines: readonly string[]
}

/** A log in memory. */
export function aLog(level: LogLevel): TestLog {
  const lines: string[] = []
  const secrets: string[] = []
  const hide = (text: string): string =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, '(removed)'), text)
  const write = ({ level: at, module, queryId = '-', text }: LogEvent): void => {
    if (at <= level) lines.push(`${at} ${module} ${queryId} ${hide(text())}`)
  }
  return {
    log: Object.assign(write, {
      level,
      hide,
      hideFromNowOn: (text: string) => void secrets.push(text),
    }),
    lines,
  }
}
