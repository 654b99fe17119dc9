import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import type { Account } from './accounts/account.ts'
import { readAccounts } from './accounts/accounts-file.ts'
import type { Mistake } from './config/mistake.ts'
import type { ServerConfig } from './config/server-config.ts'
import type { TlsMaterial } from './http/http-options.ts'
import { openWith, type TokenProvider } from './identity/open-with.ts'

/** Certificate and key, when something listens with them. */
export async function loadTls({
  tls,
  http,
  postgres,
}: ServerConfig): Promise<TlsMaterial | undefined> {
  if (tls === undefined || !(http?.tls === true || postgres?.tls === true)) return undefined
  const [cert, key] = await Promise.all([pem(tls.certificate), pem(tls.key)])
  const material = { cert, key, passphrase: tls.passphrase }
  try {
    createSecureContext(material)
  } catch (cause) {
    throw new DevopsqlError(`${tls.certificate} and ${tls.key} are of no use for TLS`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'They are a certificate with its chain and the private key that belongs to it, as PEM; DEVOPSQL_TLS_PASSPHRASE opens the key.',
      detail: cause instanceof Error ? cause.message : undefined,
      cause,
    })
  }
  return material
}

/** What is wrong with the files and connection strings that a configuration names. Nothing is asked of Azure DevOps. */
export async function checkMaterial(config: ServerConfig): Promise<readonly Mistake[]> {
  const { connections, places } = config
  const used = new Set<string>()
  const found = await Promise.all([
    mistakeOf('tls', async () => await loadTls(config)),
    mistakeOf('accounts', async () => {
      for (const { name, connection = '' } of await accountsOf(config)) {
        if (!connections.has(connection)) throw noConnection(name, connection)
        used.add(connection)
      }
    }),
  ])
  const unsigned = config.passThrough && !used.has('') ? { tokenProvider: noTokens } : {}
  const opened = await Promise.all(
    [...connections].map(async ([name, text]) =>
      mistakeOf(
        places?.get(name) ?? (name === '' ? 'connection' : `connections.${name}`),
        async () => {
          const connection = await openWith(text, {}, name === '' ? unsigned : {})
          await connection.close()
        },
      ),
    ),
  )
  return [...found, ...opened].filter((mistake) => mistake !== undefined)
}

async function accountsOf({ accounts }: ServerConfig): Promise<readonly Account[]> {
  return accounts === undefined ? [] : await readAccounts(accounts)
}

/** Users bring their own. */
const noTokens: TokenProvider = {
  getToken: async () => await Promise.reject(new Error('nothing is asked of Azure DevOps')),
}

async function mistakeOf(
  place: string,
  check: () => Promise<unknown>,
): Promise<Mistake | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (!isDevopsqlError(error)) throw error
    return { place, message: error.message, hint: error.hint }
  }
}

function noConnection(account: string, connection: string): DevopsqlError {
  return new DevopsqlError(
    `the account ${account} is for the connection ${connection}, which there is not`,
    {
      code: 'DEVOPSQL_USAGE',
      hint: `Add it to connections, or run devopsql account add ${account} again.`,
    },
  )
}

async function pem(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw new DevopsqlError(`cannot read ${file}${reason}`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'Name PEM files that exist and that the server may read.',
      cause,
    })
  })
}
