import type { AccessToken, TokenProvider } from '@devopsql/auth'
import { secretsOfToken } from '@devopsql/rest'
import type { ConnectionLog } from './connection-log.ts'
import { describedError } from './query-log.ts'

/** A token provider whose tokens are told of without being shown, and hidden wherever else they turn up. */
export function loggedTokens(provider: TokenProvider, log: ConnectionLog): TokenProvider {
  let last: string | undefined
  return {
    getToken: async (options) => {
      if (options.rejected !== undefined) {
        const what = options.claims === undefined ? 'the token' : 'the token for its claims'
        tell(log, () => `the service refused ${what}: another one is asked for`)
      }
      let token: AccessToken
      try {
        token = await provider.getToken(options)
      } catch (error) {
        log.write({ level: 1, module: 'OAUT', text: () => `no token: ${describedError(error)}` })
        throw error
      }
      if (token.value !== last) {
        for (const secret of secretsOfToken(token)) log.write.hideFromNowOn(secret)
        tell(log, () => `${last === undefined ? 'first' : 'new'} token: ${described(token)}`)
        last = token.value
      }
      return token
    },
  }
}

function tell({ write }: ConnectionLog, text: () => string): void {
  write({ level: 2, module: 'OAUT', text })
}

function described({ scheme, expiresAt, source }: AccessToken): string {
  const from = source === undefined ? '' : ` from ${source}`
  const end = expiresAt === undefined ? 'no end is known' : `until ${expiresAt.toISOString()}`
  return `${scheme}${from}, ${end}`
}
