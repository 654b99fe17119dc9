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
