import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Lines of JSON, without what is a secret, the text of statements and their values. */
export function createLog(destination: DestinationStream, level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
}
