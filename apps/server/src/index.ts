export type { Account } from './accounts/account.ts'
export { readAccounts } from './accounts/accounts-file.ts'
export { addAccount, type NewAccount, removeAccount } from './accounts/change-accounts.ts'
export { type Mistake, mistakeText } from './config/mistake.ts'
export {
  type ConfigFlags,
  type ConfigSources,
  configError,
  type ReadConfig,
  readConfig,
} from './config/read-config.ts'
export type { ListenAddress, ServerConfig } from './config/server-config.ts'
export type { Limits } from './limits/limits.ts'
export type { Listening } from './listening.ts'
export { checkMaterial } from './load-material.ts'
export { type RunningServer, startServer } from './start-server.ts'
export { createLog, type Log } from './telemetry/log.ts'
