import type { CliContext } from '../cli-context.ts'
import { readPassword } from '../input/read-password.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { visibleText } from '../output/visible-text.ts'
import { writeValues } from '../output/write-values.ts'

export interface AccountOptions {
  readonly accounts: string
}

export interface AccountAddOptions extends AccountOptions {
  readonly as?: string
  readonly expires?: string
}

/** Adds an account to the file of a server. Gives the exit code. */
export async function accountAddCommand(
  { name, options }: { readonly name: string; readonly options: AccountAddOptions },
  context: CliContext,
): Promise<number> {
  const { addAccount } = await context.loadServer()
  const { accounts, as: connection, expires } = options
  const done = await addAccount(accounts, {
    name,
    password: await readPassword(context),
    ...(connection !== undefined && { connection }),
    ...(expires !== undefined && { expires }),
  })
  const what = done === 'added' ? `added ${name} to` : `gave ${name} a new password in`
  context.stderr.write(`${visibleText(`${what} ${accounts}`)}\n`)
  return 0
}

/** Lists the accounts in the file of a server. Gives the exit code. */
export async function accountListCommand(
  { accounts: file }: AccountOptions,
  context: CliContext,
): Promise<number> {
  const { readAccounts } = await context.loadServer()
  const accounts = await readAccounts(file)
  await writeValues(
    {
      columns: ['name', 'connection', 'expires'],
      rows: accounts.map(({ name, connection, expires }) => [name, connection, expires]),
    },
    rowFormat('table', terminalTable(context)),
    streamSink(context.stdout),
  )
  return 0
}

/** Removes an account from the file of a server. Gives the exit code. */
export async function accountRemoveCommand(
  { name, options }: { readonly name: string; readonly options: AccountOptions },
  context: CliContext,
): Promise<number> {
  const { removeAccount } = await context.loadServer()
  await removeAccount(options.accounts, name)
  context.stderr.write(`${visibleText(`removed ${name} from ${options.accounts}`)}\n`)
  return 0
}
