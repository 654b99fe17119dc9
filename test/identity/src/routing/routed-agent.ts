import { Agent, buildConnector } from 'undici'

/** An undici agent that connects every host to one port of loopback and checks certificates against the real name. */
export function routedAgent(port: number, authority: string): Agent {
  const connect = buildConnector({ ca: authority })
  return new Agent({
    connect: (options, callback) => {
      const servername = options.servername ?? options.hostname
      const target = { hostname: '127.0.0.1', host: `127.0.0.1:${port}`, port: String(port) }
      connect({ ...options, ...target, servername }, callback)
    },
  })
}
