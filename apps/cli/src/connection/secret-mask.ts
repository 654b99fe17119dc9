/** Takes the secrets of a connection string out of text that leaves the program. */
export interface SecretMask {
  /** Each secret becomes `***`. */
  readonly hide: (text: string) => string
  /** Each secret becomes as many stars as it has characters, so that offsets stay right. */
  readonly cover: (text: string) => string
}

const secretName =
  /(password|passphrase|token|secret|verifier|assertion|cookie|headers|key|pat|rtk)$/i
/** Shorter ones are masked only where they stand alone: hiding every `a` would leave no text. */
const longEnough = 8

/**
 * A mask for every value that looks secret by its property's name, also as it is written in an Authorization header or
 * in a URL. It reads text that doesn't parse too: an error about a connection string must not leak it.
 */
export function secretMask(connectionStrings: readonly string[]): SecretMask {
  const secrets = [...new Set(connectionStrings.flatMap(secretsOf).flatMap(writtenForms))]
  if (secrets.length === 0) return { hide: (text) => text, cover: (text) => text }
  secrets.sort((a, b) => b.length - a.length)
  const pattern = new RegExp(secrets.map(patternOf).join('|'), 'g')
  return {
    hide: (text) => text.replace(pattern, '***'),
    cover: (text) => text.replace(pattern, (secret) => '*'.repeat(secret.length)),
  }
}

// A value in quotes may hold `;` and doubled quotes; without quotes it ends at `;`.
const property = /([^=;]+)=\s*("(?:[^"]|"")*"?|'(?:[^']|'')*'?|[^;]*)/g

const urlPassword = /:\/\/[^/@:;]*:([^/@;]+)@/g

function secretsOf(connectionString: string): string[] {
  const found = [...connectionString.matchAll(urlPassword)].map(([, password = '']) => password)
  for (const [, name = '', value = ''] of connectionString.matchAll(property)) {
    const key = name.replace(/[\s_-]/g, '')
    if (!secretName.test(key)) continue
    found.push(value.trim(), unquoted(value.trim()))
  }
  return found.filter((secret) => secret !== '')
}

function unquoted(value: string): string {
  const quote = value[0]
  if (quote !== '"' && quote !== "'") return value
  return value.slice(1, value.endsWith(quote) ? -1 : undefined).replaceAll(quote + quote, quote)
}

function writtenForms(secret: string): string[] {
  return [
    secret,
    // A lone surrogate would make encodeURIComponent throw; Buffer replaces it.
    encodeURIComponent(Buffer.from(secret).toString()),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(`:${secret}`).toString('base64'),
  ]
}

function patternOf(secret: string): string {
  const literal = secret.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  return secret.length >= longEnough ? literal : `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`
}
