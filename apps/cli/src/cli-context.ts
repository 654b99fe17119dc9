import type { Readable, Writable } from 'node:stream'
import type { Emulator, EmulatorOptions } from '@devopsql/emulator'
import type {
  addAccount,
  checkMaterial,
  configError,
  createLog,
  mistakeText,
  readAccounts,
  readConfig,
  removeAccount,
  startServer,
} from '@devopsql/server'
import type { Connection, ConnectOptions, diagnose } from 'devopsql'

type InputStream = Readable & { readonly isTTY?: boolean }
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number }
type RunningEmulator = Pick<Emulator, 'url' | 'organization' | 'connectionString' | 'close'>

/** What the commands about the server use of it. */
interface ServerParts {
  readonly addAccount: typeof addAccount
  readonly checkMaterial: typeof checkMaterial
  readonly configError: typeof configError
  readonly createLog: typeof createLog
  readonly mistakeText: typeof mistakeText
  readonly readAccounts: typeof readAccounts
  readonly readConfig: typeof readConfig
  readonly removeAccount: typeof removeAccount
  readonly startServer: typeof startServer
}

export type CoverSecrets = (sql: string) => string

/** Everything that a command takes from the process that it runs in, so that a test can hand in its own. */
export interface CliContext {
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Standard output goes to another program, which may write to the terminal itself. */
  readonly isPiped: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly homeDirectory: string
  readonly version: string
  readonly now: () => number
  /** Aborted by Ctrl-C, by SIGTERM and when the terminal is closed. */
  readonly signal: AbortSignal
  readonly connect: (connectionString: string, options?: ConnectOptions) => Promise<Connection>
  /** Loads what puts stars in the place of the secrets of a statement, one for each character. */
  readonly loadCover: () => Promise<CoverSecrets>
  readonly loadServer: () => Promise<ServerParts>
  readonly loadDiagnose: () => Promise<typeof diagnose>
  readonly startEmulator: (options: EmulatorOptions) => Promise<RunningEmulator>
}
