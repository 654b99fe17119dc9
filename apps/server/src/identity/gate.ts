import { type Account, isExpired } from '../accounts/account.ts'
import type { Accounts } from '../accounts/open-accounts.ts'
import type { Identity } from './identity.ts'
import type { PassThrough } from './pass-through.ts'
import { createPasswordCheck } from './password-check.ts'

/** How a user has to prove who it is. */
type SignIn =
  | { readonly kind: 'trust'; readonly identity: Identity }
  /** Undefined for a user who doesn't exist, to be refused as a wrong password is. */
  | {
      readonly kind: 'scram'
      readonly account: { readonly verifier: string; identity(): Identity } | undefined
    }
  | { readonly kind: 'token' }

/** Who may come in. Undefined is a refusal, which says no more. */
export interface Gate {
  signInOf(user: string): Promise<SignIn>
  byPassword(user: string, password: string): Promise<Identity | undefined>
  byToken(token: string): Promise<Identity | undefined>
}

export interface GateOptions {
  /** Everybody, where nobody has to sign in. */
  readonly anybody: Identity | undefined
  readonly accounts: Accounts | undefined
  readonly identityOf: (account: Account) => Identity
  readonly passThrough: PassThrough | undefined
}

export function createGate({ anybody, accounts, identityOf, passThrough }: GateOptions): Gate {
  const isRight = createPasswordCheck()
  const find = async (name: string): Promise<Account | undefined> => {
    const account = await accounts?.find(name)
    return account !== undefined && !isExpired(account, Date.now()) ? account : undefined
  }
  return {
    signInOf: async (user) => {
      if (anybody !== undefined) return { kind: 'trust', identity: anybody }
      const account = await find(user)
      if (account === undefined && passThrough !== undefined) return { kind: 'token' }
      return {
        kind: 'scram',
        account: account && {
          verifier: account.verifier,
          identity: () => identityOf(account),
        },
      }
    },
    byPassword: async (user, password) => {
      if (anybody !== undefined) return anybody
      const account = await find(user)
      if (account === undefined && passThrough !== undefined) {
        return await passThrough.identify(password)
      }
      return (await isRight(account?.verifier, password)) && account !== undefined
        ? identityOf(account)
        : undefined
    },
    byToken: async (token) => anybody ?? (await passThrough?.identify(token)),
  }
}
