/** The part of devopsql that an event belongs to; the property `LogModules` chooses by these names. */
export type LogModule = 'EXEC' | 'INFO' | 'HTTP' | 'SSL' | 'OAUT' | 'SQLC' | 'META'

/** From 1, statements and failures, to 5, every decision; the property `Verbosity` says how far a log goes. */
export type LogLevel = 1 | 2 | 3 | 4 | 5

/** Something that may be written into a log. */
export interface LogEvent {
  readonly level: LogLevel
  readonly module: LogModule
  readonly queryId?: string | undefined
  /**
   * Called at once, and only if the event is written. Values in headers, bodies and addresses whose names say that they
   * are secret are gone from it; known secrets are taken out by the log itself.
   */
  readonly text: () => string
}

/** Takes events. Never throws and never waits. */
export interface Log {
  (event: LogEvent): void
  /** The last level that is written: what is dear to collect is not collected for nothing. */
  readonly level: LogLevel
  /** The text without the secrets that are known by their values: before it is cut, or a half of one would stay. */
  readonly hide: (text: string) => string
  /** From now on the text is such a secret. */
  readonly hideFromNowOn: (secret: string) => void
}
