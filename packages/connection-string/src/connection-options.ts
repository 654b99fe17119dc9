import type { AzureDevOpsOptions } from './properties/azure-devops.ts'
import type { ExecutionOptions } from './properties/execution.ts'
import type { LegacyOptions } from './properties/legacy.ts'
import type { LocalOptions } from './properties/local.ts'
import type { NetworkOptions } from './properties/network.ts'
import type { OAuthOptions } from './properties/oauth.ts'

/** Something that the writer of a connection string should know: a property that has no effect, and why. */
export interface ConnectionNote {
  readonly property: string
  readonly message: string
}

/** Every property of a connection by its name, with defaults filled in. */
export interface ConnectionOptions
  extends AzureDevOpsOptions,
    OAuthOptions,
    NetworkOptions,
    LocalOptions,
    ExecutionOptions,
    LegacyOptions {
  readonly notes: readonly ConnectionNote[]
}
