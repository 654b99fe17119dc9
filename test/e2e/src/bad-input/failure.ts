import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { type DevopsqlError, errorCodes, isDevopsqlError } from '@devopsql/errors'

/** The token of these tests, which no error may hold in any form. */
export const secret = 's3cr3t-pat'

const forms: readonly string[] = [
  secret,
  Buffer.from(`:${secret}`).toString('base64'),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]
const documentation = readFileSync(
  fileURLToPath(new URL('../../../../docs/errors.md', import.meta.url)),
  'utf8',
)

/** What an action fails with. Throws where it doesn't fail, or where the failure isn't one that users can be shown. */
export async function failureOf(action: () => Promise<unknown>): Promise<DevopsqlError> {
  const error = await action().then(
    (value) => {
      throw new Error(`it did not fail, but gave ${inspect(value)}`)
    },
    (reason: unknown) => reason,
  )
  if (!isDevopsqlError(error)) throw error
  const faults = faultsOf(error)
  if (faults.length > 0) throw new Error(`${inspect(error)}: ${faults.join('; ')}`)
  return error
}

/** What is wrong with an error as people see it. */
function faultsOf(error: DevopsqlError): readonly string[] {
  const { message, hint, code } = error
  const isDocumented = documentation.includes(`\n## ${code}\n`)
  const everything = textsOf(error).join('\n')
  return [
    ...(code in errorCodes && isDocumented ? [] : [`${code} has no heading in docs/errors.md`]),
    ...(message.includes('\n') || message.endsWith('.') || message === ''
      ? ['the message is no sentence without its full stop']
      : []),
    ...(hint !== undefined && /^[^a-z]|^devopsql /.test(hint) && /[.?]$/.test(hint)
      ? []
      : ['there is no hint']),
    ...(forms.some((form) => everything.includes(form)) ? ['it holds the token'] : []),
  ]
}

/** Every text of an error and of what caused it. */
function textsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [inspect(error)]
  return [inspect(error, { depth: 8, showHidden: true }), error.stack ?? '', ...causesOf(error)]
}

function causesOf({ cause }: Error): readonly string[] {
  return cause === undefined ? [] : textsOf(cause)
}
