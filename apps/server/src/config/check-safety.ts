import { isLoopback } from './is-loopback.ts'
import type { Mistake } from './mistake.ts'
import type { ServerConfig } from './server-config.ts'

/** What must not be started: nothing to do, nobody who could sign in, or a sign-in that others could read. */
export function checkSafety(config: ServerConfig, source: string): readonly Mistake[] {
  const mistakes: Mistake[] = []
  const say = (place: string, message: string, hint: string): void => {
    mistakes.push({ place, message, hint })
  }
  const listeners = [
    ['http', config.http],
    ['postgres', config.postgres],
  ] as const
  if (listeners.every(([, listener]) => listener === undefined)) {
    say(
      source,
      'there is nothing to listen on',
      'Add --pg-port N or --http-port N, or postgres or http to the file.',
    )
  }
  if (!config.connections.has('')) {
    say(
      source,
      'there is no connection string',
      'Add --connection, set DEVOPSQL_CONNECTION, or add connection to the file.',
    )
  }
  if (!config.insecure && config.accounts === undefined && !config.passThrough) {
    say(
      source,
      'nobody could sign in',
      'Add accounts (devopsql account add makes the file) or passThrough to the file, or --insecure-loopback to try it out.',
    )
  }
  for (const [name, listener] of listeners) {
    if (listener === undefined || isLoopback(listener.host)) continue
    if (config.insecure) {
      say(
        '--insecure-loopback',
        `${name} listens on ${listener.host}, which others can reach, and nobody signs in`,
        `Leave --insecure-loopback or ${name}.host out.`,
      )
    } else if (!listener.tls) {
      say(
        source,
        `${name} listens on ${listener.host}, which others can reach, without TLS`,
        name === 'http'
          ? 'Add tls with certificate and key, or listen on 127.0.0.1 behind a reverse proxy that has TLS.'
          : 'Add tls with certificate and key, or listen on 127.0.0.1.',
      )
    }
  }
  return mistakes
}
