import { stat } from 'node:fs/promises'
import type { Account } from './account.ts'
import { readAccounts } from './accounts-file.ts'

/** The accounts of a file as it is now. */
export interface Accounts {
  find(name: string): Promise<Account | undefined>
}

/**
 * Reads the accounts, and again whenever the file has changed. While a changed file can't be used, the accounts stay
 * what they were and `onTrouble` is told.
 */
export async function openAccounts(
  file: string,
  onTrouble: (error: unknown) => void,
): Promise<Accounts> {
  const read = async (): Promise<ReadonlyMap<string, Account>> =>
    new Map((await readAccounts(file)).map((account) => [account.name, account]))
  let version = await versionOf(file)
  let accounts = await read()
  let reading: Promise<void> | undefined

  const refresh = async (): Promise<void> => {
    const found = await versionOf(file)
    if (found === version) return
    version = found
    try {
      accounts = await read()
    } catch (error) {
      onTrouble(error)
    }
  }
  return {
    find: async (name) => {
      reading ??= refresh().finally(() => {
        reading = undefined
      })
      await reading
      return accounts.get(name)
    },
  }
}

/** Changes when the file does; a file that can't be seen has a version as well. */
async function versionOf(file: string): Promise<string> {
  return await stat(file, { bigint: true }).then(
    ({ mtimeNs, ctimeNs, ino, size }) => [mtimeNs, ctimeNs, ino, size].join(':'),
    () => 'none',
  )
}
