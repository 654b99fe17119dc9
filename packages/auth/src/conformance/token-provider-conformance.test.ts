import { expect, it } from 'vitest'
import { chainedTokenProvider } from '../chained-token-provider.ts'
import { personalAccessToken, staticToken, userPassword } from '../fixed-token.ts'
import { signInUnavailable } from '../sign-in-unavailable.ts'
import { tokenManager } from '../token-manager.ts'
import type { AccessToken, GetTokenOptions, TokenProvider } from '../token-provider.ts'
import { tokenProviderConformance } from './token-provider-conformance.ts'

const cases = (make: () => TokenProvider): [string, () => Promise<void>][] =>
  tokenProviderConformance(make, { patienceMs: 200 }).map(({ name, run }) => [name, run])

const inAnHour = (): Date => new Date(Date.now() + 3_600_000)

/** A provider with an endless supply, as an identity service has. */
function renewing(): TokenProvider {
  let made = 0
  return {
    getToken: async ({ signal }) => {
      signal?.throwIfAborted()
      await new Promise(setImmediate)
      signal?.throwIfAborted()
      made++
      return { scheme: 'Bearer', value: `canary-${made}`, expiresAt: inAnHour() }
    },
  }
}

function chain(): TokenProvider {
  const missing: TokenProvider = {
    getToken: async () => await Promise.reject(signInUnavailable('not installed')),
  }
  return chainedTokenProvider([
    { name: 'missing', provider: missing },
    { name: 'renewing', provider: renewing() },
  ])
}

it.each(cases(() => personalAccessToken('MyPAT')))('a personal access token: %s', passes)
it.each(cases(() => userPassword('me', 'secret')))('user and password: %s', passes)
it.each(cases(() => staticToken('eyJ0')))('a static token: %s', passes)
it.each(cases(renewing))('a provider with an endless supply: %s', passes)
it.each(cases(() => tokenManager(renewing())))('a token manager: %s', passes)
it.each(cases(() => tokenManager(personalAccessToken('MyPAT'))))('a managed PAT: %s', passes)
it.each(cases(chain))('a chain: %s', passes)

async function passes(_: string, run: () => Promise<void>): Promise<void> {
  await expect(run()).resolves.toBeUndefined()
}

const well = 'gives a token that can be sent and has not expired'
const again = 'answers again, and twenty callers at once'
const rejection = 'never gives a token again that it is told was rejected'
const claims = 'answers a demand for claims with another token or an error'
const before = 'rejects with the reason of a signal that was aborted before'
const meanwhile =
  'rejects with the reason of a signal that is aborted meanwhile, and answers the next caller'
const all = [well, again, rejection, claims, before, meanwhile]

/** The names of the cases that fail, and what they say. */
async function failures(provider: () => unknown): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>()
  for (const [name, run] of cases(() => provider() as TokenProvider)) {
    await run().catch((error: unknown) => failed.set(name, String(error)))
  }
  return failed
}

/** Heeds the signal and then answers with whatever it is given. */
function giving(answer: (options: GetTokenOptions) => unknown): () => unknown {
  return () => ({
    getToken: async (options: GetTokenOptions) => {
      options.signal?.throwIfAborted()
      return await Promise.resolve(answer(options))
    },
  })
}

const token = (fields: Partial<Record<keyof AccessToken, unknown>>): unknown => ({
  scheme: 'Bearer',
  value: 'canary',
  expiresAt: undefined,
  ...fields,
})

it.each([
  ['nothing', undefined, 'what it gave is no token'],
  ['a text', 'canary', 'what it gave is no token'],
  ['another scheme', token({ scheme: 'bearer' }), 'scheme is neither Basic nor Bearer'],
  ['an empty token', token({ value: '' }), 'value is no text, or an empty one'],
  ['a number', token({ value: 5 }), 'value is no text, or an empty one'],
  ['a line break', token({ value: 'canary\n' }), 'a header can’t hold'],
  ['a space', token({ value: 'Bearer canary' }), 'a header can’t hold'],
  ['an expired token', token({ expiresAt: new Date(0) }), 'has expired'],
  ['a time as number', token({ expiresAt: 1 }), 'expiresAt is no Date'],
  ['an invalid time', token({ expiresAt: new Date('x') }), 'an invalid Date'],
  ['its token as source', token({ source: 'file canary' }), 'source shows the token'],
])('fails for a provider that gives %s', async (_, answer, message) => {
  const failed = await failures(giving(() => answer))
  expect([...failed.keys()]).toEqual(expect.arrayContaining([well, again, rejection, claims]))
  expect(failed.get(well)).toContain(message)
  expect(failed.get(well)).not.toContain('canary')
})

it('fails for a provider that gives a rejected token again', async () => {
  const failed = await failures(giving(() => token({})))
  expect([...failed.keys()]).toEqual([rejection, claims])
  expect(failed.get(rejection)).toContain('it gave the rejected token again')
})

it('fails for a provider whose second token is the rejected one again', async () => {
  const failed = await failures(
    giving(({ rejected }) => token({ value: rejected === undefined ? 'first' : 'second' })),
  )
  expect([...failed.keys()]).toEqual([rejection])
})

it('fails for a provider whose error shows the token, in its message or deeper', async () => {
  const refuse = (error: Error) =>
    giving(({ rejected }) => {
      if (rejected !== undefined) throw error
      return token({ scheme: 'Basic', value: 'OmNhbmFyeQ==' })
    })
  const deep = new Error('refused', { cause: { request: { headers: ['OmNhbmFyeQ=='] } } })
  for (const error of [new Error('refused: canary'), new Error('Basic OmNhbmFyeQ=='), deep]) {
    const failed = await failures(refuse(error))
    expect([...failed.keys()]).toEqual([rejection, claims])
    expect(failed.get(claims)).toContain('its error shows the token')
  }
})

it('fails for a provider that rejects with something that is no Error', async () => {
  const failed = await failures(
    giving(async ({ rejected }) => {
      // biome-ignore lint/suspicious/noExplicitAny: what JavaScript allows
      if (rejected !== undefined) return await Promise.reject('refused' as any)
      return token({})
    }),
  )
  expect([...failed.keys()]).toEqual([rejection, claims])
})

it('fails for a provider that hangs', async () => {
  const failed = await failures(() => ({
    getToken: async () => await new Promise(() => undefined),
  }))
  expect([...failed.keys()]).toEqual(all)
  expect(failed.get(well)).toContain('it gave no answer in 200 ms')
})

it('fails for a provider that hangs once it was aborted', async () => {
  const failed = await failures(() => ({
    getToken: async ({ signal }: GetTokenOptions) => {
      if (signal === undefined) return token({ value: `canary-${Math.random()}` })
      return await new Promise(() => undefined)
    },
  }))
  expect([...failed.keys()]).toEqual([before, meanwhile])
})

it('fails for a provider that does not heed the signal', async () => {
  const failed = await failures(() => ({ getToken: async () => await Promise.resolve(token({})) }))
  expect(failed.get(before)).toContain('it gave a token although the signal was aborted')
})

it('fails for a provider that rejects with an error of its own instead of the reason', async () => {
  const failed = await failures(() => ({
    getToken: async ({ signal }: GetTokenOptions) => {
      await new Promise(setImmediate)
      if (signal?.aborted) throw new Error('cancelled')
      return token({ value: `canary-${Math.random()}` })
    },
  }))
  expect([...failed.keys()]).toEqual([before, meanwhile])
})

it('fails for a provider that answers one caller at a time', async () => {
  const failed = await failures(() => {
    let isBusy = false
    return {
      getToken: async ({ signal }: GetTokenOptions) => {
        signal?.throwIfAborted()
        if (isBusy) throw new Error('busy')
        isBusy = true
        await new Promise(setImmediate)
        isBusy = false
        signal?.throwIfAborted()
        return token({ value: `canary-${Math.random()}` })
      },
    }
  })
  expect([...failed.keys()]).toEqual([again])
})

it('fails with the error of a provider that can’t sign in', async () => {
  const failed = await failures(() => ({
    getToken: async () => await Promise.reject(new Error('no vault')),
  }))
  expect([...failed.keys()]).toEqual(all)
  expect(failed.get(well)).toBe('Error: no vault')
})
