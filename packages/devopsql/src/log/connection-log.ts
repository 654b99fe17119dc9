import {
  type ConnectionOptions,
  connectionProperties,
  formatConnectionString,
  redactConnectionString,
} from '@devopsql/connection-string'
import type { Log, LogEvent, LogLevel } from '@devopsql/rest'
import packageFile from '../../package.json' with { type: 'json' }
import { createKnownSecrets } from './known-secrets.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import { logLine } from './log-line.ts'

/** The log of one connection. */
export interface ConnectionLog {
  readonly write: Log
  /** Why lines are missing at the moment. */
  readonly failure: string | undefined
  /** Puts on disk what was told. */
  close(): void
}

let connections = 0

/** The log that the properties ask for; undefined without `Logfile`. Throws when it can't be written. */
export function openConnectionLog(options: ConnectionOptions): ConnectionLog | undefined {
  if (options.Logfile === undefined) return undefined
  const file = openLogFile(options.Logfile, {
    maxBytes: bytesOf(options.MaxLogFileSize),
    maxFiles: options.MaxLogFileCount < 0 ? Number.POSITIVE_INFINITY : options.MaxLogFileCount,
  })
  connections += 1
  const log = createConnectionLog(options, file, `${process.pid}/${connections}`)
  log.write({ level: 1, module: 'INFO', text: () => `connection opened: ${opening(options)}` })
  for (const { message } of options.notes) {
    log.write({ level: 1, module: 'INFO', text: () => `note: ${message}` })
  }
  return log
}

function createConnectionLog(
  options: ConnectionOptions,
  file: LogFile,
  origin: string,
): ConnectionLog {
  const secrets = createKnownSecrets()
  for (const secret of secretValues(options)) secrets.add(secret, { forGood: true })
  const modules = new Set<string>(options.LogModules)
  const hide = (text: string): string => secrets.hide(text)
  let isClosed = false

  const write = ({ level, module, queryId, text }: LogEvent): void => {
    if (level > options.Verbosity || isClosed) return
    if (modules.size > 0 && !modules.has(module)) return
    const place = queryId === undefined ? origin : `${origin}/${queryId}`
    const time = new Date()
    file.append(logLine({ time, level, module, origin: place, text: hide(toText(text)) }))
  }
  return {
    write: Object.assign(write, {
      level: levelOf(options.Verbosity),
      hide,
      hideFromNowOn: (secret: string) => secrets.add(secret, { forGood: false }),
    }),
    get failure() {
      return file.failure
    },
    close: () => {
      write({ level: 1, module: 'INFO', text: () => 'connection closed' })
      isClosed = true
      file.close()
    },
  }
}

function toText(text: () => string): string {
  try {
    return text()
  } catch {
    return '(an event that could not be described)'
  }
}

function levelOf(verbosity: number): LogLevel {
  const levels: readonly LogLevel[] = [1, 2, 3, 4, 5]
  return levels.find((level) => level === verbosity) ?? 1
}

/** The values of the properties that are secrets. */
export function secretValues(options: ConnectionOptions): readonly string[] {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(options))
  return connectionProperties.flatMap(({ name, sensitivity }) => {
    const value = values.get(name)
    return sensitivity === 'secret' && typeof value === 'string' ? [value] : []
  })
}

function opening(options: ConnectionOptions): string {
  const { platform, arch, version } = process
  const properties = redactConnectionString(formatConnectionString(options))
  return `devopsql ${packageFile.version}, Node.js ${version} on ${platform} ${arch}, ${properties}`
}

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 }

function bytesOf(size: string): number {
  const unit = size.replace(/[\d\s]/g, '').toUpperCase()
  return Number.parseInt(size.trim(), 10) * (units[unit] ?? 1)
}
