import { fatal } from '../session-error.ts'
import { acceptSetting } from '../settings/session-settings.ts'

/** What a startup packet says. */
export interface StartupParameters {
  readonly user: string
  /** '' where the client names none. */
  readonly database: string
  /** Settings as they are kept. */
  readonly settings: ReadonlyMap<string, string>
}

/** Reads the parameters of a startup packet. Throws for a setting that there is not. */
export function readStartupParameters(parameters: ReadonlyMap<string, string>): StartupParameters {
  const user = parameters.get('user') ?? ''
  if (user === '') throw fatal('28000', 'no PostgreSQL user name specified in startup packet')
  const replication = parameters.get('replication')?.toLowerCase() ?? 'false'
  if (!['false', 'off', 'no', '0'].includes(replication)) {
    throw fatal('0A000', 'replication is not supported')
  }
  const given = [...parameters].filter(
    ([name]) => !notSettings.has(name) && !name.startsWith('_pq_.'),
  )
  const settings = new Map<string, string>()
  // What a client says by itself goes before what stands in its options.
  for (const [name, value] of [...readOptions(parameters.get('options') ?? ''), ...given]) {
    settings.set(name.toLowerCase(), acceptSetting(name, value))
  }
  return { user, database: parameters.get('database') ?? '', settings }
}

const notSettings = new Set(['user', 'database', 'options', 'replication'])

/** `-c name=value`, `-cname=value` and `--name=value`; a backslash makes the space behind it a part of the value. */
function readOptions(options: string): readonly (readonly [string, string])[] {
  const words = [...options.matchAll(/(?:\\[\s\S]|[^\s\\])+/g)].map(([word]) =>
    word.replace(/\\([\s\S])/g, '$1'),
  )
  const settings: (readonly [string, string])[] = []
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? ''
    if (word === '-c') word = `-c${words[++index] ?? ''}`
    const parts = /^(?:-c|--)(?<name>[^=]+)=(?<value>[\s\S]*)$/.exec(word)?.groups
    if (parts === undefined)
      throw fatal('42601', `invalid command-line argument for server process: ${word}`)
    settings.push([(parts['name'] ?? '').replaceAll('-', '_'), parts['value'] ?? ''])
  }
  return settings
}
