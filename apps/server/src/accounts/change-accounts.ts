import { access } from 'node:fs/promises'
import { DevopsqlError } from '@devopsql/errors'
import { createScramVerifier } from '@devopsql/pg-session'
import { Value } from 'typebox/value'
import { type Account, accountSchema } from './account.ts'
import { readAccounts, writeAccounts } from './accounts-file.ts'

export interface NewAccount extends Omit<Account, 'verifier'> {
  readonly password: string
}

/** Adds an account to a file, which it makes if need be, or gives the account of that name a new password. */
export async function addAccount(
  file: string,
  { password, ...account }: NewAccount,
): Promise<'added' | 'changed'> {
  if (password.length < shortestPassword) {
    throw new DevopsqlError(`the password is shorter than ${shortestPassword} characters`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'Everybody who reaches the server can try passwords: take a long one.',
    })
  }
  const before = (await exists(file)) ? await readAccounts(file) : []
  const old = before.find(({ name }) => name === account.name)
  const made: Account = { ...old, ...account, verifier: await createScramVerifier(password) }
  const [mistake] = Value.Errors(accountSchema, made)
  if (mistake !== undefined) {
    throw new DevopsqlError(
      `${mistake.instancePath.slice(1) || 'the account'} is not well written: ${mistake.message}`,
      {
        code: 'DEVOPSQL_USAGE',
        hint: 'A name has up to 63 characters and no colon; a date is written 2027-01-31.',
      },
    )
  }
  await writeAccounts(file, [...before.filter((each) => each !== old), made])
  return old === undefined ? 'added' : 'changed'
}

/** Takes an account out of a file. */
export async function removeAccount(file: string, name: string): Promise<void> {
  const before = await readAccounts(file)
  const left = before.filter((each) => each.name !== name)
  if (left.length === before.length) {
    throw new DevopsqlError(`there is no account ${name} in ${file}`, {
      code: 'DEVOPSQL_USAGE',
      hint: 'devopsql account list shows them.',
    })
  }
  await writeAccounts(file, left)
}

const shortestPassword = 8

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  )
}
