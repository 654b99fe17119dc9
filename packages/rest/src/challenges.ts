/** One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1). */
interface Challenge {
  /** In lower case. */
  readonly scheme: string
  /** By name in lower case. */
  readonly parameters: ReadonlyMap<string, string>
}

const space = String.raw`[ \t]*`
const token = String.raw`[\w!#$%&'*+.^\`|~-]+`
const parameter = new RegExp(
  `${space},?${space}(${token})${space}=${space}(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`,
  'y',
)
const scheme = new RegExp(`[\\s,]*(${token})(?=[ \\t,]|$)(?!${space}=)`, 'y')

/**
 * The claims that the service wants a new token to hold, as JSON text: it says so with a Bearer challenge whose error
 * is `insufficient_claims` (Microsoft identity platform, claims challenges). Undefined: no such challenge.
 */
export function claimsIn(header: string | readonly string[] | undefined): string | undefined {
  for (const line of [header ?? []].flat()) {
    for (const { scheme: name, parameters } of challengesIn(line)) {
      if (name !== 'bearer' || parameters.get('error') !== 'insufficient_claims') continue
      const claims = jsonOf(parameters.get('claims'))
      if (claims !== undefined) return claims
    }
  }
  return undefined
}

function challengesIn(line: string): readonly Challenge[] {
  const challenges: Challenge[] = []
  let at = 0
  for (;;) {
    const named = matchAt(scheme, line, at)
    if (named === undefined) return challenges
    at = scheme.lastIndex
    const parameters = new Map<string, string>()
    for (;;) {
      const found = matchAt(parameter, line, at)
      if (found === undefined) break
      at = parameter.lastIndex
      const [, name = '', quoted, plain] = found
      parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '')
    }
    challenges.push({ scheme: (named[1] ?? '').toLowerCase(), parameters })
  }
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(line) ?? undefined
}

/** The text behind base64 where it is JSON: anything else is nothing that an identity service could be asked for. */
function jsonOf(base64: string | undefined): string | undefined {
  const text = Buffer.from(base64 ?? '', 'base64').toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? text : undefined
  } catch {
    return undefined
  }
}
