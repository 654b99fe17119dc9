import { isRecord } from '../is-record.ts'
import type { AccessToken } from '../token-provider.ts'
import { strangeAnswer } from './azure-cli-errors.ts'

/** Reads what `az account get-access-token --output json` writes. */
export function parseCliToken(output: string): AccessToken {
  const answer = parseObject(output)
  const value = answer['accessToken']
  const expiresAt = expiryOf(answer)
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) throw strangeAnswer()
  if (Number.isNaN(expiresAt?.getTime())) throw strangeAnswer()
  return { scheme: 'Bearer', value, expiresAt, source: 'Azure CLI' }
}

function parseObject(output: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(output)
    if (isRecord(value)) return value
  } catch {
    // Its message would show the output, and with it the token.
  }
  throw strangeAnswer()
}

/** `expires_on` is in seconds since 1970; Azure CLIs before 2.54 have only `expiresOn`, in the time zone of the machine. */
function expiryOf(answer: Readonly<Record<string, unknown>>): Date | undefined {
  const seconds = answer['expires_on']
  if (typeof seconds === 'number' || typeof seconds === 'string') {
    return new Date(Number(seconds) * 1000)
  }
  const local = answer['expiresOn']
  return typeof local === 'string' ? new Date(local.replace(' ', 'T')) : undefined
}
