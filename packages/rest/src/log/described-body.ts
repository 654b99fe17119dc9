import { describedPairs } from './described-url.ts'
import { isSecretName, removed } from './secret-name.ts'

/** Bytes of a body that a log shows. */
const shownBytes = 65_536

export interface LoggedBody {
  /** The text, decompressed. */
  readonly text: string
  readonly contentType: string | undefined
}

/**
 * The beginning of a body without the secrets that `hide` knows and those that have a secret's name: JSON, forms and
 * plain text. Pages in HTML and what isn't known are told by their length: a form in a page may hold a code under any
 * name.
 */
export function describedBody(
  { text, contentType = '' }: LoggedBody,
  hide: (text: string) => string,
): string {
  if (text === '') return 'no body'
  const size = `body of ${Buffer.byteLength(text)} bytes`
  if (/json/i.test(contentType) || (contentType === '' && /^\s*[[{]/.test(text))) {
    const parts = jsonParts(text, hide)
    return parts === undefined ? `${size} of broken JSON` : `${size}: ${beginningOf(parts)}`
  }
  if (/x-www-form-urlencoded/i.test(contentType)) {
    return `${size}: ${beginningOf([describedPairs(hide(text))])}`
  }
  if (/^text\/plain\b/i.test(contentType)) {
    return `${size}: ${beginningOf([describedText(hide(text))])}`
  }
  return `${size} of ${contentType === '' ? 'an unknown type' : contentType}`
}

/** Plain text without what follows a secret's name, be it written as `name=value`, `name: value` or in quotes. */
export function describedText(text: string): string {
  return text.replace(named, (...groups: readonly unknown[]) => {
    const [whole, before, name, between] = groups.map(String)
    return isSecretName(name ?? '') ? `${before}${name}${between}${removed}` : (whole ?? '')
  })
}

const named =
  /(["']?)(?<![\w.-])([\w.-]{2,})(["']?\s{0,9}[:=]\s{0,9})(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|(?:(?:Bearer|Basic)\s+)?[^\s&;,"'<>]+)/gi

const webToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g

type Hide = (text: string) => string

function jsonParts(text: string, hide: Hide): Iterable<string> | undefined {
  try {
    const value: unknown = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
    return partsOf(value, hide)
  } catch {
    return undefined
  }
}

/** A value as JSON, bit by bit; what stands under a secret's name is removed whole. */
function* partsOf(value: unknown, hide: Hide): Generator<string> {
  if (typeof value === 'string') yield describedString(value, hide)
  else if (typeof value !== 'object' || value === null) yield JSON.stringify(value)
  else if (Array.isArray(value)) {
    yield '['
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ','
      yield* partsOf(item, hide)
    }
    yield ']'
  } else yield* membersOf(value, hide)
}

function* membersOf(value: object, hide: Hide): Generator<string> {
  const isNamedSecret = namesSecret(value)
  let before = '{'
  for (const [name, inner] of Object.entries(value)) {
    yield `${before}${JSON.stringify(hide(name))}:`
    const isSecret = isSecretName(name) || (isNamedSecret && /^value$/i.test(name))
    if (isSecret && inner !== null && typeof inner !== 'boolean') yield `"${removed}"`
    else yield* partsOf(inner, hide)
    before = ','
  }
  yield before === '{' ? '{}' : '}'
}

/** `{ name: 'password', value: ... }`. */
function namesSecret(value: object): boolean {
  return Object.entries(value).some(
    ([name, inner]) =>
      /^(?:name|key|id|isSecret)$/i.test(name) &&
      (inner === true || (typeof inner === 'string' && isSecretName(inner))),
  )
}

// JSON in JSON, or an address: what is secret in it has a name as well. A JSON Web Token shows itself under any name.
function describedString(text: string, hide: Hide): string {
  const open = hide(text).replace(webToken, removed)
  return JSON.stringify(/[:=]/.test(open) ? describedText(open) : open)
}

function beginningOf(parts: Iterable<string>): string {
  const kept: string[] = []
  let bytes = 0
  for (const part of parts) {
    kept.push(part)
    bytes += Buffer.byteLength(part)
    if (bytes > shownBytes) return `${firstBytes(kept.join(''))}... (cut)`
  }
  return kept.join('')
}

function firstBytes(text: string): string {
  const bytes = Buffer.from(text).subarray(0, shownBytes)
  // A character may be cut in two.
  return bytes.toString('utf8').replace(/\ufffd+$/, '')
}
