import { findProperty } from './connection-properties.ts'
import { isPlainName } from './is-plain-name.ts'
import { type Segment, scanSegments } from './scan-segments.ts'

const mask = '***'

/**
 * The connection string with its secrets masked, fit for logs and screens. Never throws.
 * Whatever may be a secret is masked too: values of unknown properties, and the rest of a malformed text.
 */
export function redactConnectionString(text: string): string {
  const { segments, fault } = scanSegments(text)
  let redacted = ''
  let copied = 0
  let isAfterSecret = false
  for (const segment of segments) {
    const isSecret = mayBeSecret(segment)
    if (isUnsafeName(segment.name, isAfterSecret)) {
      redacted += `${text.slice(copied, segment.nameStart)}${mask}=${mask}`
      copied = segment.valueEnd
    } else if (isSecret && segment.value !== '') {
      redacted += text.slice(copied, segment.valueStart) + mask
      copied = segment.valueEnd
    }
    isAfterSecret = isSecret && !segment.quoted
  }
  return fault ? redacted + text.slice(copied, fault.from) + mask : redacted + text.slice(copied)
}

/**
 * The secrets in a connection string, as they are and as they are written there, for masking them in other texts.
 * Never throws; of a malformed text it gives the part that isn't understood.
 */
export function secretsOf(text: string): readonly string[] {
  const { segments, fault } = scanSegments(text)
  const found = segments.flatMap((segment, index) => {
    if (!mayBeSecret(segment)) return []
    const isAfterSecret = index > 0 && isUnquotedSecret(segments[index - 1])
    const inValue = /=\s*(.*)$/s.exec(segment.value)?.[1] ?? ''
    const candidates = [segment.value, text.slice(segment.valueStart, segment.valueEnd), inValue]
    return findProperty(segment.name)?.sensitivity === 'secret'
      ? candidates
      : [...candidates, isUnsafeName(segment.name, isAfterSecret) ? segment.name : ''].filter(
          isLongEnough,
        )
  })
  if (fault) found.push(...secretsInRest(text.slice(fault.from)))
  return [...new Set(found.map((secret) => secret.trim()).filter((secret) => secret !== ''))]
}

function isUnquotedSecret(segment: Segment | undefined): boolean {
  return segment !== undefined && !segment.quoted && mayBeSecret(segment)
}

function mayBeSecret({ name, value }: Segment): boolean {
  // A forgotten semicolon hides the next property in a public value; an address may carry a password.
  const isDoubtful = value.includes('=') || /:\/\/[^/]*@/.test(value)
  return findProperty(name)?.sensitivity !== 'public' || isDoubtful
}

function isUnsafeName(name: string, isAfterSecret: boolean): boolean {
  return findProperty(name) === undefined && (isAfterSecret || !isPlainName(name))
}

function secretsInRest(rest: string): readonly string[] {
  const value = rest.slice(rest.indexOf('=') + 1).trim()
  return [rest, value, value.replace(/^["']/, ''), ...value.split(/["';]/)].filter(isLongEnough)
}

// Masking every short word would make other texts unreadable.
function isLongEnough(text: string): boolean {
  return text.trim().length >= 6
}
