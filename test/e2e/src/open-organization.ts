import { type Emulator, type EmulatorOptions, startEmulator } from '@devopsql/emulator'
import { type Connection, connect } from 'devopsql'

/** An emulated organization with one connection that pushes down and one that doesn't. */
export interface OpenOrganization extends AsyncDisposable {
  readonly emulator: Emulator
  readonly on: Connection
  readonly off: Connection
  /** One more connection, with more properties. */
  connect(properties: string): Promise<Connection>
}

/** Puts work items into the recycle bin. */
export async function deleteWorkItems(
  { url, connectionString }: Emulator,
  ids: readonly number[],
): Promise<void> {
  for (const id of ids) {
    const address = `${url}/_apis/wit/workitems/${id}?api-version=7.1`
    const [, token = ''] = /PersonalAccessToken=([^;]*)/.exec(connectionString) ?? []
    const headers = { authorization: `Basic ${btoa(`:${token}`)}` }
    const { status } = await fetch(address, { method: 'DELETE', headers })
    if (status !== 200) throw new Error(`work item ${id} is not deleted: ${status}`)
  }
}

export async function openOrganization(
  options: EmulatorOptions = {},
  properties = '',
): Promise<OpenOrganization> {
  const emulator = await startEmulator(options)
  const opened: Connection[] = []
  const open = async (more: string): Promise<Connection> => {
    const connection = await connect(`${emulator.connectionString}${properties}${more}`)
    opened.push(connection)
    return connection
  }
  return {
    emulator,
    on: await open(''),
    off: await open('Pushdown=off;'),
    connect: open,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(opened.map((connection) => connection.close()))
      await emulator.close()
    },
  }
}
