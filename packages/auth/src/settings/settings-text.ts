import { isRecord } from '../is-record.ts'
import type { OAuthSettings } from './settings-store.ts'

/** What stands inside the sealed body. */
export function formatSettings(settings: OAuthSettings): string {
  const { clientId, authority, scopes, account } = settings
  const { accessToken, refreshToken, expiresAt, taken } = settings
  return JSON.stringify({
    clientId,
    authority,
    scopes,
    account,
    accessToken,
    refreshToken,
    expiresAt,
    taken,
  })
}

/** Undefined when the text is something else. */
export function parseSettings(text: string): OAuthSettings | undefined {
  const value = parseJson(text)
  if (!isRecord(value)) return undefined
  const { clientId, authority, scopes, account, accessToken, refreshToken, expiresAt, taken } =
    value
  if (typeof clientId !== 'string' || typeof authority !== 'string') return undefined
  if (typeof accessToken !== 'string' || typeof expiresAt !== 'number') return undefined
  if (!isTextOrNothing(account) || !isTextOrNothing(refreshToken)) return undefined
  if (!isTexts(scopes) || !isTexts(taken)) return undefined
  return { clientId, authority, scopes, account, accessToken, refreshToken, expiresAt, taken }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isTextOrNothing(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
