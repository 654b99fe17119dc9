import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import writeFileAtomic from 'write-file-atomic'
import { checkAgainstSchema } from '../config/check-against-schema.ts'
import { locatedJson } from '../config/located-json.ts'
import { mistakeText } from '../config/mistake.ts'
import { type Account, accountsSchema } from './account.ts'

/** The accounts in a file. Throws where others could read it, and tells every mistake with its place. */
export async function readAccounts(file: string): Promise<readonly Account[]> {
  await checkMode(file)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  const json = locatedJson(text, file)
  const mistakes =
    json.mistakes.length > 0 ? json.mistakes : checkAgainstSchema(json, accountsSchema)
  if (mistakes.length > 0) {
    throw new DevopsqlError(
      `the accounts are not well written:\n${mistakes.map(mistakeText).join('\n')}`,
      {
        code: 'DEVOPSQL_USAGE',
        hint: 'devopsql account add and remove write the file.',
      },
    )
  }
  const { accounts } = json.value as { readonly accounts: readonly Account[] }
  const names = accounts.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new DevopsqlError(`${file} has two accounts called ${twice}`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'Remove one of them.',
    })
  }
  return accounts
}

/** Writes the accounts so that a reader finds the old ones or the new ones, and nobody else can read them. */
export async function writeAccounts(file: string, accounts: readonly Account[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFileAtomic(file, `${JSON.stringify({ accounts }, undefined, 2)}\n`, { mode: 0o600 })
}

async function checkMode(file: string): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  // Windows has no such bits.
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return
  const mode = (found.mode & 0o777).toString(8).padStart(4, '0')
  throw new DevopsqlError(`others can get at ${file}, whose mode is ${mode}`, {
    code: 'DEVOPSQL_USAGE',
    hint: `It holds hashed passwords: chmod 600 ${file}`,
  })
}

function unreadable(file: string, cause: unknown): DevopsqlError {
  const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new DevopsqlError(`cannot read the accounts ${file}${reason}`, {
    code: 'DEVOPSQL_USAGE',
    hint: 'devopsql account add NAME makes the file.',
    cause,
  })
}
