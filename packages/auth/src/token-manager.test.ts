import { expect, it } from 'vitest'
import { personalAccessToken } from './fixed-token.ts'
import { tokenManager } from './token-manager.ts'
import type { AccessToken, GetTokenOptions, TokenProvider } from './token-provider.ts'

const minute = 60_000

/** Gives what `answers` says, in turn; remembers what it was asked. */
function aProvider(
  answers: readonly (AccessToken | Error)[],
): TokenProvider & { readonly asked: GetTokenOptions[] } {
  const asked: GetTokenOptions[] = []
  return {
    asked,
    getToken: async (options) => {
      asked.push(options)
      const answer = answers[asked.length - 1] ?? new Error('asked too often')
      if (answer instanceof Error) throw answer
      return await Promise.resolve(answer)
    },
  }
}

function aToken(value: string, expiresAt?: number): AccessToken {
  return {
    scheme: 'Bearer',
    value,
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
  }
}

/** A token that arrives when the test says so. */
function aDelivery(): {
  readonly promise: Promise<AccessToken>
  resolve(token: AccessToken): void
} {
  let resolve = (_: AccessToken): void => undefined
  const promise = new Promise<AccessToken>((settle) => {
    resolve = settle
  })
  return { promise, resolve: (token) => resolve(token) }
}

it('asks once for twenty callers at the same time', async () => {
  const provider = aProvider([aToken('a')])
  const manager = tokenManager(provider)
  const tokens = await Promise.all(Array.from({ length: 20 }, () => manager.getToken({})))
  expect(new Set(tokens.map((token) => token.value))).toEqual(new Set(['a']))
  expect(provider.asked).toHaveLength(1)
})

it('keeps a token until five minutes before it expires', async () => {
  let now = 0
  const provider = aProvider([aToken('a', 60 * minute), aToken('b', 120 * minute)])
  const manager = tokenManager(provider, { now: () => now })
  await manager.getToken({})
  now = 55 * minute - 1
  expect(await manager.getToken({})).toMatchObject({ value: 'a' })
  now = 55 * minute
  expect(await manager.getToken({})).toMatchObject({ value: 'b' })
})

it('keeps a token that lives for four minutes for two of them', async () => {
  let now = 0
  const provider = aProvider([aToken('a', 4 * minute), aToken('b', 9 * minute)])
  const manager = tokenManager(provider, { now: () => now })
  await manager.getToken({})
  now = 2 * minute - 1
  expect(await manager.getToken({})).toMatchObject({ value: 'a' })
  now = 2 * minute
  expect(await manager.getToken({})).toMatchObject({ value: 'b' })
})

it('goes on with a valid token when the early refresh fails, and stops when it has expired', async () => {
  let now = 0
  const provider = aProvider([aToken('a', 60 * minute), new Error('down'), new Error('down')])
  const manager = tokenManager(provider, { now: () => now })
  await manager.getToken({})
  now = 59 * minute
  expect(await manager.getToken({})).toMatchObject({ value: 'a' })
  now = 60 * minute
  await expect(manager.getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'the token provider failed',
    cause: { message: 'down' },
  })
})

it('tells the provider of a rejected token and gives the next one', async () => {
  const provider = aProvider([aToken('a'), aToken('b')])
  const manager = tokenManager(provider)
  const rejected = await manager.getToken({})
  expect(await manager.getToken({ rejected })).toMatchObject({ value: 'b' })
  expect(provider.asked[1]).toMatchObject({ rejected: { value: 'a' } })
})

it('gives the newer token to a caller that reports the older one late', async () => {
  const provider = aProvider([aToken('a'), aToken('b')])
  const manager = tokenManager(provider)
  const rejected = await manager.getToken({})
  await manager.getToken({ rejected })
  expect(await manager.getToken({ rejected })).toMatchObject({ value: 'b' })
  expect(provider.asked).toHaveLength(2)
})

it('never hands out a rejected token again, whatever the provider says', async () => {
  const provider = aProvider([aToken('a'), aToken('a'), aToken('a'), aToken('b')])
  const manager = tokenManager(provider)
  const rejected = await manager.getToken({})
  await expect(manager.getToken({ rejected })).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Sign in again, or let the provider fetch a new token when it is told of a rejected one.',
  })
  await expect(manager.getToken({})).rejects.toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  expect(await manager.getToken({})).toMatchObject({ value: 'b' })
})

it('asks again when the token is rejected while it is being fetched', async () => {
  const fetched = aDelivery()
  const asked: GetTokenOptions[] = []
  const manager = tokenManager({
    getToken: async (options) => {
      asked.push(options)
      return asked.length === 1 ? await fetched.promise : aToken('b')
    },
  })
  const first = manager.getToken({})
  const second = manager.getToken({ rejected: aToken('a') })
  fetched.resolve(aToken('a'))
  expect(await Promise.all([first, second])).toMatchObject([{ value: 'b' }, { value: 'b' }])
})

it('keeps saying what is wrong with a refused personal access token', async () => {
  const manager = tokenManager(personalAccessToken('MyPAT'))
  const rejected = await manager.getToken({})
  await expect(manager.getToken({ rejected })).rejects.toThrow(
    'the personal access token was refused',
  )
  await expect(manager.getToken({})).rejects.toThrow('the personal access token was refused')
})

it('refuses a token that would break the header', async () => {
  const manager = tokenManager(aProvider([aToken('a\r\nX: y')]))
  await expect(manager.getToken({})).rejects.toThrow('empty or malformed token')
})

it('lets one caller leave without disturbing the others', async () => {
  const fetched = aDelivery()
  const leaving = new AbortController()
  const manager = tokenManager({ getToken: async () => await fetched.promise })
  const gone = manager.getToken({ signal: leaving.signal })
  const staying = manager.getToken({})
  leaving.abort(new Error('enough'))
  await expect(gone).rejects.toThrow('enough')
  fetched.resolve(aToken('a'))
  expect(await staying).toMatchObject({ value: 'a' })
})

it('stops the provider when the last caller has left, and can be asked again', async () => {
  const leaving = new AbortController()
  const signals: (AbortSignal | undefined)[] = []
  const manager = tokenManager({
    getToken: async ({ signal }) => {
      signals.push(signal)
      if (signals.length > 1) return aToken('b')
      return await new Promise<AccessToken>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')))
      })
    },
  })
  const gone = manager.getToken({ signal: leaving.signal })
  leaving.abort(new Error('enough'))
  await expect(gone).rejects.toThrow('enough')
  expect(signals[0]?.aborted).toBe(true)
  expect(await manager.getToken({})).toMatchObject({ value: 'b' })
})

it('passes on the claims that the service wants until a token with them is there', async () => {
  const provider = aProvider([aToken('a'), new Error('down'), aToken('b'), aToken('c')])
  const manager = tokenManager(provider)
  const rejected = await manager.getToken({})
  await expect(manager.getToken({ rejected, claims: '{}' })).rejects.toThrow()
  expect(await manager.getToken({})).toMatchObject({ value: 'b' })
  await manager.getToken({ rejected: aToken('b') })
  expect(provider.asked.map((options) => options.claims)).toEqual([
    undefined,
    '{}',
    '{}',
    undefined,
  ])
})

it('takes no claims for a token that was replaced meanwhile', async () => {
  const provider = aProvider([aToken('a'), aToken('b')])
  const manager = tokenManager(provider)
  const rejected = await manager.getToken({})
  await manager.getToken({ rejected })
  expect(await manager.getToken({ rejected, claims: '{}' })).toMatchObject({ value: 'b' })
  expect(provider.asked).toHaveLength(2)
})
