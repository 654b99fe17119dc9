import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addAccount, removeAccount } from '../accounts/change-accounts.ts'
import { type Served, serve } from '../testing/serve.ts'

let folder: string
let file: string
let served: Served

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devopsql-sign-in-'))
  file = join(folder, 'accounts.json')
  await addAccount(file, { name: 'ann', password: 'correct horse' })
  await addAccount(file, { name: 'old', password: 'correct horse', expires: '2020-01-01' })
  served = await serve({ insecure: false, accounts: file, passThrough: true })
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeEach(() => served.emulator.resetStats())

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

async function statusFor(authorization: string | undefined): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization }
  const answer = await served.post('/v1/query', { sql: 'SELECT 1 AS a' }, headers)
  await answer.text()
  return answer.status
}

it.each([
  ['the password of an account', basic('ann', 'correct horse'), 200],
  ['a token as password', basic('anything', 'emulator-pat'), 200],
  ['a token as password without a name', basic('', 'emulator-pat'), 200],
  ['a bearer token', 'Bearer emulator-pat', 200],
  ['the bearer scheme in capitals', 'BEARER emulator-pat', 200],
  ['nothing', undefined, 401],
  ['a wrong password', basic('ann', 'wrong horse'), 401],
  ['a password that ends early', basic('ann', 'correct hors'), 401],
  ['no password', basic('ann', ''), 401],
  ['a token for the name of an account', basic('ann', 'emulator-pat'), 401],
  ['an account that has expired', basic('old', 'correct horse'), 401],
  ['a token that is not accepted', 'Bearer wrong', 401],
  ['a token that is not accepted as password', basic('x', 'wrong'), 401],
  ['a token that is a JWT, and wrong', 'Bearer eyJhbGciOiJ9.eyJzdWIiOiJ9.c2ln', 401],
  ['another scheme', 'Digest username="ann"', 401],
  ['what is no pair', 'Basic YW5u', 401],
  ['what is nothing', 'Bearer ', 401],
])('takes %s: %s gives %i', async (_, authorization, status) => {
  expect(await statusFor(authorization)).toBe(status)
})

it('says no more than that it refuses', async () => {
  const answers = await Promise.all(
    [basic('ann', 'wrong'), basic('nobody', 'wrong')].map(async (authorization) =>
      served.post('/v1/query', { sql: 'SELECT 1' }, { authorization }),
    ),
  )
  const bodies = await Promise.all(answers.map(async (answer) => (await answer.json()) as object))
  expect(bodies.map((body) => ({ ...body, queryId: '' }))).toEqual([
    {
      type: 'urn:devopsql:error:DEVOPSQL_SIGN_IN_FAILED',
      title: 'Unauthorized',
      status: 401,
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      sqlstate: '28000',
      detail: 'the sign-in is refused',
      queryId: '',
    },
    expect.objectContaining({ detail: 'the sign-in is refused', queryId: '' }),
  ])
  expect(answers[0]?.headers.get('www-authenticate')).toContain('Basic realm="devopsql"')
})

it.each(['/v1/catalog', '/metrics'])('asks for a sign-in at %s', async (path) => {
  expect((await served.get(path)).status).toBe(401)
  const authorization = basic('ann', 'correct horse')
  expect((await served.get(path, { authorization })).status).toBe(200)
})

it('asks about a token once', async () => {
  await statusFor('Bearer emulator-pat')
  served.emulator.resetStats()
  await statusFor('Bearer emulator-pat')
  expect(served.emulator.stats().requests).toBe(0)
})

it('asks for another token when Azure DevOps does not accept one any more', async () => {
  expect(await statusFor('Bearer emulator-pat')).toBe(200)
  served.emulator.faults.add({ kind: 'unauthorized' })
  const authorization = 'Bearer emulator-pat'
  const sql = 'SELECT Name FROM Projects'
  const answer = await served.post('/v1/query', { sql }, { authorization })
  served.emulator.faults.clear()
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  expect(await answer.json()).toMatchObject({ status: 401, code: 'DEVOPSQL_SIGN_IN_FAILED' })
})

it('sees an account that is added, changed and removed while it runs', async () => {
  const password = 'battery staple'
  expect(await statusFor(basic('bob', password))).toBe(401)
  await addAccount(file, { name: 'bob', password })
  expect(await statusFor(basic('bob', password))).toBe(200)
  await addAccount(file, { name: 'bob', password: 'another staple' })
  expect(await statusFor(basic('bob', password))).toBe(401)
  await removeAccount(file, 'bob')
  expect(await statusFor(basic('bob', 'another staple'))).toBe(401)
})

it('writes neither passwords nor tokens into its log', async () => {
  await statusFor(basic('ann', 'wrong horse'))
  await statusFor('Bearer wrong-token')
  expect(served.log()).toContain('sign-in refused')
  expect(served.log()).not.toMatch(/wrong horse|wrong-token|correct horse|emulator-pat/)
})
