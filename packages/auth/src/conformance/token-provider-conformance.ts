import type { AccessToken, GetTokenOptions, TokenProvider } from '../token-provider.ts'
import { check, checkError, checkToken, failure } from './checks.ts'

/** One rule of token providers. `run` rejects with an AssertionError that says what the provider did against it. */
export interface ConformanceCase {
  readonly name: string
  run(): Promise<void>
}

export interface ConformanceOptions {
  /** How long an answer may take, in milliseconds, before the provider counts as hanging; 10000 when absent. */
  readonly patienceMs?: number | undefined
}

/**
 * The rules that every token provider must keep, as cases for any test runner. `make` gives a provider that can sign in; it
 * is called once for each case. A provider that has one token only may answer a rejection with an error.
 */
export function tokenProviderConformance(
  make: () => TokenProvider | Promise<TokenProvider>,
  { patienceMs = 10_000 }: ConformanceOptions = {},
): readonly ConformanceCase[] {
  return rules.map(({ name, holds }) => ({
    name,
    run: async () => {
      const provider = await make()
      await holds(async (options) => await outcomeOf(provider, { options, patienceMs }))
    },
  }))
}

type Outcome =
  | { readonly kind: 'token'; readonly token: AccessToken }
  | { readonly kind: 'error'; readonly error: unknown }
type Ask = (options: GetTokenOptions) => Promise<Outcome>

interface Rule {
  readonly name: string
  readonly holds: (ask: Ask) => Promise<void>
}

const rules: readonly Rule[] = [
  {
    name: 'gives a token that can be sent and has not expired',
    holds: async (ask) => {
      await goodToken(ask, {})
    },
  },
  {
    name: 'answers again, and twenty callers at once',
    holds: async (ask) => {
      await goodToken(ask, {})
      await Promise.all(Array.from({ length: 20 }, async () => await goodToken(ask, {})))
    },
  },
  {
    name: 'never gives a token again that it is told was rejected',
    holds: async (ask) => {
      const first = await goodToken(ask, {})
      const second = await otherTokenOrError(ask, { rejected: first })
      if (second !== undefined) await otherTokenOrError(ask, { rejected: second })
    },
  },
  {
    name: 'answers a demand for claims with another token or an error',
    holds: async (ask) => {
      const claims = '{"access_token":{"nbf":{"essential":true,"value":"1767225600"}}}'
      await otherTokenOrError(ask, { rejected: await goodToken(ask, {}), claims })
    },
  },
  {
    name: 'rejects with the reason of a signal that was aborted before',
    holds: async (ask) => {
      const reason = new Error('aborted before')
      const outcome = await ask({ signal: AbortSignal.abort(reason) })
      check(outcome.kind === 'error', 'it gave a token although the signal was aborted')
      check(outcome.error === reason, 'it rejected with something else than the reason')
    },
  },
  {
    name: 'rejects with the reason of a signal that is aborted meanwhile, and answers the next caller',
    holds: async (ask) => {
      const reason = new Error('aborted meanwhile')
      const controller = new AbortController()
      const pending = ask({ signal: controller.signal })
      controller.abort(reason)
      const outcome = await pending
      // The token may have been there already.
      if (outcome.kind === 'token') checkToken(outcome.token)
      else check(outcome.error === reason, 'it rejected with something else than the reason')
      await goodToken(ask, {})
    },
  },
]

async function goodToken(ask: Ask, options: GetTokenOptions): Promise<AccessToken> {
  const outcome = await ask(options)
  if (outcome.kind === 'error') throw outcome.error
  checkToken(outcome.token)
  return outcome.token
}

async function otherTokenOrError(
  ask: Ask,
  options: GetTokenOptions & { readonly rejected: AccessToken },
): Promise<AccessToken | undefined> {
  const outcome = await ask(options)
  if (outcome.kind === 'error') {
    checkError(outcome.error, options.rejected)
    return undefined
  }
  const { token } = outcome
  checkToken(token)
  const isSame = token.value === options.rejected.value && token.scheme === options.rejected.scheme
  check(!isSame, 'it gave the rejected token again')
  return token
}

async function outcomeOf(
  provider: TokenProvider,
  { options, patienceMs }: { readonly options: GetTokenOptions; readonly patienceMs: number },
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure(`it gave no answer in ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([settled(provider, options), impatience])
  } finally {
    clearTimeout(timer)
  }
}

async function settled(provider: TokenProvider, options: GetTokenOptions): Promise<Outcome> {
  try {
    return { kind: 'token', token: await provider.getToken(options) }
  } catch (error) {
    return { kind: 'error', error }
  }
}
