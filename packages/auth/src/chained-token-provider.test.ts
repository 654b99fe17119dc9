import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { type ChainLink, chainedTokenProvider } from './chained-token-provider.ts'
import { staticToken } from './fixed-token.ts'
import { isSignInUnavailable, signInUnavailable } from './sign-in-unavailable.ts'

const hint = 'Install it.'

function missing(name: string): ChainLink {
  return failing(name, signInUnavailable(`${name} is not installed`, { hint }))
}

function failing(name: string, error: unknown): ChainLink {
  return { name, provider: { getToken: async () => await Promise.reject(error as Error) } }
}

function answering(name: string, token: string): ChainLink {
  return { name, provider: staticToken(token) }
}

it('gives the token of the first link that is there, and says which one it is', async () => {
  const chain = chainedTokenProvider([missing('A'), answering('B', 'b'), answering('C', 'c')])
  expect(await chain.getToken({})).toEqual({
    scheme: 'Bearer',
    value: 'b',
    expiresAt: undefined,
    source: 'B',
  })
})

it('stops at a link that is there and fails, and keeps its code and hint', async () => {
  const refused = new DevopsqlError('the host is not known', {
    code: 'DEVOPSQL_HOST_NOT_FOUND',
    hint: 'Check the name.',
    detail: 'ENOTFOUND',
  })
  const chain = chainedTokenProvider([missing('A'), failing('B', refused), answering('C', 'c')])
  await expect(chain.getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_HOST_NOT_FOUND',
    message: 'signing in by B failed: the host is not known',
    detail: 'ENOTFOUND; A: A is not installed',
    hint: 'Check the name.',
    cause: refused,
  })
})

it('makes a devopsql error of any other', async () => {
  const chain = chainedTokenProvider([failing('A', new TypeError('x is undefined'))])
  await expect(chain.getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'signing in by A failed',
    detail: undefined,
  })
})

it('lists all links with their reasons when none is there', async () => {
  const chain = chainedTokenProvider([missing('A'), missing('B')])
  await expect(chain.getToken({})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: 'no way of signing in is available here',
    detail: 'A: A is not installed; B: B is not installed',
    hint,
  })
  await expect(chainedTokenProvider([]).getToken({})).rejects.toThrow('no way of signing in')
})

it('can be a link itself: a chain of which nothing is there is passed over', async () => {
  const inner = chainedTokenProvider([missing('A')])
  const chain = chainedTokenProvider([{ name: 'inner', provider: inner }, answering('B', 'b')])
  expect(await chain.getToken({})).toMatchObject({ value: 'b' })
})

it('stays with the link that answered, also when it fails later', async () => {
  let isThere = false
  const late: ChainLink = {
    name: 'late',
    provider: {
      getToken: async () => {
        if (!isThere) throw signInUnavailable('late is not installed')
        return await Promise.resolve({ scheme: 'Bearer', value: 'late', expiresAt: undefined })
      },
    },
  }
  const chain = chainedTokenProvider([late, answering('B', 'b')])
  const rejected = await chain.getToken({})
  isThere = true
  expect(await chain.getToken({})).toMatchObject({ value: 'b', source: 'B' })
  await expect(chain.getToken({ rejected })).rejects.toThrow(
    'signing in by B failed: the access token was refused',
  )
})

it('rejects with the reason of an aborted signal, whatever the link made of it', async () => {
  const controller = new AbortController()
  const link: ChainLink = {
    name: 'A',
    provider: {
      getToken: async () => {
        controller.abort(new Error('enough'))
        return await Promise.reject(signInUnavailable('A is not installed'))
      },
    },
  }
  const chain = chainedTokenProvider([link, answering('B', 'b')])
  await expect(chain.getToken({ signal: controller.signal })).rejects.toThrow('enough')
})

it('tells errors of what is not there from others', () => {
  expect(isSignInUnavailable(signInUnavailable('not installed'))).toBe(true)
  const other = new DevopsqlError('not installed', { code: 'DEVOPSQL_SIGN_IN_FAILED' })
  expect(isSignInUnavailable(other)).toBe(false)
  expect(isSignInUnavailable(undefined)).toBe(false)
})
