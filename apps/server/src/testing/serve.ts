import { type Emulator, type EmulatorOptions, startEmulator } from '@devopsql/emulator'
import type { ServerConfig } from '../config/server-config.ts'
import { type RunningServer, startServer } from '../start-server.ts'
import { createLog } from '../telemetry/log.ts'
import { aConfig } from './a-config.ts'

/** A server in front of an emulated organization. */
export interface Served extends AsyncDisposable {
  readonly emulator: Emulator
  readonly server: RunningServer
  readonly url: string
  /** Every line of the log so far. */
  log(): string
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
}

export async function serve(
  config: Partial<ServerConfig> = {},
  options: EmulatorOptions = {},
): Promise<Served> {
  const emulator = await startEmulator(options)
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) }, 'debug')
  const server = await startServer(aConfig(emulator.connectionString, config), { log })
  const [http] = server.listening
  const url = `http://127.0.0.1:${http?.port}`
  return {
    emulator,
    server,
    url,
    log: () => lines.join(''),
    post: async (path, body, headers = {}) =>
      await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: async (path, headers = {}) => await fetch(url + path, { headers }),
    [Symbol.asyncDispose]: async () => {
      await server.stop()
      await emulator.close()
    },
  }
}
