import { removed } from '@devopsql/rest'

/** The secrets of one connection, which its log must not show wherever they come from. */
export interface KnownSecrets {
  /** From now on this is a secret: for good, or, as tokens that change every hour, until many others have come. */
  add(secret: string, options: { readonly forGood: boolean }): void
  /** The text without all of them, also where they are written as in JSON, addresses, forms, HTML and Base64. */
  hide(text: string): string
}

/** Shorter ones are hidden only where they stand alone: hiding every `a` would leave no text. */
const longEnough = 6
const passingSecrets = 100

export function createKnownSecrets(): KnownSecrets {
  const lasting = new Set<string>()
  const passing = new Set<string>()
  let pattern: RegExp | undefined

  const patternOfAll = (): RegExp => {
    const forms = [...new Set([...lasting, ...passing].flatMap(writtenForms))]
    // The longest first, or a secret that begins like a shorter one would keep its end.
    forms.sort((a, b) => b.length - a.length)
    return new RegExp([...forms.map(patternOf), ...shapes].join('|'), 'g')
  }
  return {
    add: (secret, { forGood }) => {
      if (secret.trim() === '' || lasting.has(secret)) return
      pattern = passing.has(secret) && !forGood ? pattern : undefined
      // Moves it to the end of those that are forgotten first.
      passing.delete(secret)
      ;(forGood ? lasting : passing).add(secret)
      const [oldest] = passing
      if (passing.size > passingSecrets && oldest !== undefined) passing.delete(oldest)
    },
    hide: (text) => {
      pattern ??= patternOfAll()
      return text.replace(pattern, removed)
    },
  }
}

/** Shapes of tokens that are secret whoever's they are: of JWTs, personal access tokens and secrets of Entra apps. */
const shapes = [
  '(?:(?<![\\w-])|(?<=%[\\dA-Fa-f]{2}))eyJ[\\w-]{10,}\\.[\\w-]{10,}(?:\\.[\\w-]*)?',
  '(?<![A-Za-z0-9])[a-z2-7]{52}(?![A-Za-z0-9])',
  '(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])',
  '(?<![\\w~.-])[\\w.-]{3}[78]Q~[\\w~.-]{31,34}(?![\\w~.-])',
  '(?<=\\b(?:Bearer|Basic) )(?=[A-Za-z]*[\\d+/_=.-])[\\w+/=.~-]{8,}',
]

function writtenForms(secret: string): readonly string[] {
  const plain = [secret, secret.trim()]
  // A lone surrogate would make these throw; Buffer replaces it.
  const sound = Buffer.from(secret).toString()
  const inForm = new URLSearchParams({ a: secret }).toString().slice(2)
  const forms = [
    ...plain,
    ...[encodeURIComponent(sound), encodeURI(sound), inForm].flatMap((text) => [
      text,
      lowerEscapes(text),
    ]),
    inJson(secret),
    inJson(inJson(secret)),
    ...[inUnicode(inJson(secret), /[^ -~]/g), inUnicode(secret, /[^ -~]|["&'+<>\\`]/g)].flatMap(
      (text) => [text, lowerEscapes(text)],
    ),
    inHtml(secret),
    ...(secret.length < longEnough ? [] : base64Forms(secret)),
  ]
  return forms.filter((form) => form !== '')
}

function lowerEscapes(text: string): string {
  return text.replace(/%[\dA-F]{2}|\\u[\dA-F]{4}/g, (hex) => hex.toLowerCase())
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** JSON of programs that keep to ASCII, or to what HTML doesn't misunderstand either. */
function inUnicode(text: string, escaped: RegExp): string {
  return text.replace(
    escaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Base64 of a text that has the secret anywhere in it: without the characters that its neighbours have a part in. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const start = [0, 2, 3][before] ?? 0
    const end = [undefined, -3, -2][(before + bytes.length) % 3]
    // With its padding where nothing follows.
    const padded = text.slice(start)
    return [padded, text.slice(start, end)].flatMap((form) => [form, toUrlSafe(form)])
  })
}

function toUrlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function patternOf(form: string): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  return form.length >= longEnough ? literal : `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`
}
