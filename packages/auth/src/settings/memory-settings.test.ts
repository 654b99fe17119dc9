import { expect, it } from 'vitest'
import { openSettings } from './open-settings.ts'
import type { OAuthSettings } from './settings-store.ts'

const signIn: OAuthSettings = {
  clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
  authority: 'https://login.microsoftonline.com/contoso',
  scopes: [],
  account: undefined,
  accessToken: 'first',
  refreshToken: undefined,
  expiresAt: 0,
  taken: [],
}

it('shares a sign-in among all who use its name, and with nobody else', async () => {
  const store = openSettings({ location: 'memory://shared' })
  await store.update(async () => await Promise.resolve(signIn), {})
  expect(store.location).toBe('memory://shared')
  expect(await openSettings({ location: 'memory://shared' }).read({})).toEqual(signIn)
  expect(await openSettings({ location: 'memory://other' }).read({})).toBeUndefined()
})

it('runs one change at a time: all others find what the first one left', async () => {
  let refreshes = 0
  const refresh = async (): Promise<OAuthSettings> =>
    await openSettings({ location: 'memory://flight' }).update(async (kept) => {
      if (kept !== undefined) return kept
      refreshes++
      await new Promise(setImmediate)
      return signIn
    }, {})
  expect(await Promise.all([refresh(), refresh(), refresh()])).toEqual([signIn, signIn, signIn])
  expect(refreshes).toBe(1)
})

it('keeps what it had when a change fails', async () => {
  const store = openSettings({ location: 'memory://failing' })
  await store.update(async () => await Promise.resolve(signIn), {})
  const failed = store.update(async () => await Promise.reject(new Error('invalid_grant')), {})
  await expect(failed).rejects.toThrow('invalid_grant')
  expect(await store.read({})).toEqual(signIn)
})

it('forgets', async () => {
  const store = openSettings({ location: 'memory://forgetful' })
  await store.update(async () => await Promise.resolve(signIn), {})
  expect(await store.remove({})).toBe(true)
  expect(await store.remove({})).toBe(false)
  expect(await store.read({})).toBeUndefined()
})

it('rejects with the reason of an aborted signal', async () => {
  const store = openSettings({ location: 'memory://aborted' })
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(store.read({ signal })).rejects.toThrow('enough')
  await expect(store.update(async () => await Promise.resolve(signIn), { signal })).rejects.toThrow(
    'enough',
  )
  await expect(store.remove({ signal })).rejects.toThrow('enough')
})
