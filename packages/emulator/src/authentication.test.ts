import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'

const tenant = '11111111-2222-4333-8444-555555555555'
const claims = '{"access_token":{"nbf":{"essential":true,"value":"1793491200"}}}'

describe('an emulator with its own opinion of tokens', () => {
  let emulator: Emulator
  const seen: string[] = []
  beforeAll(async () => {
    emulator = await startEmulator({
      tenant,
      accepts: async (authorization) => {
        seen.push(authorization)
        if (authorization === 'Bearer challenged') return { claims }
        return await Promise.resolve(authorization === 'Bearer issued' ? 'accepted' : 'refused')
      },
    })
  })
  afterAll(() => emulator.close())

  const projects = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${emulator.url}/_apis/projects?api-version=7.1`, {
      headers: { ...headers, 'x-tfs-fedauthredirect': 'Suppress' },
      redirect: 'manual',
    })

  it('answers a request whose token is accepted', async () => {
    const { status } = await projects({ authorization: 'Bearer issued' })
    expect([status, seen.at(-1)]).toEqual([200, 'Bearer issued'])
  })

  it('refuses every other token, that of the default too', async () => {
    const { status } = await projects({ authorization: `Basic ${btoa(':emulator-pat')}` })
    expect(status).toBe(401)
  })

  it('refuses a request without a token and asks nobody', async () => {
    const before = seen.length
    const { status } = await projects({})
    expect([status, seen.length]).toEqual([401, before])
  })

  it('asks for claims in the words of continuous access evaluation', async () => {
    const response = await projects({ authorization: 'Bearer challenged' })
    const header = response.headers.get('www-authenticate') ?? ''
    const [, encoded = ''] = /claims="([^"]+)"/.exec(header) ?? []
    expect([response.status, await response.text()]).toEqual([401, ''])
    expect(header).toContain('Bearer realm="", authorization_uri="https://login.')
    expect(header).toContain('error="insufficient_claims"')
    expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(claims)
  })

  it('tells its tenant to whoever is not signed in', async () => {
    const response = await projects({})
    expect(response.headers.get('x-vss-resourcetenant')).toBe(tenant)
  })
})
