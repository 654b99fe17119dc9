/** What a piece of a pattern writes, as SQL of `:value`; its part of `strftime` where it is one. */
interface Piece {
  readonly strftime?: string
  readonly sql?: string
}

const padded = (sql: string): string => `rpad(${sql}, 9, ' ')`
const month = "strftime(:value, '%B')"
const shortMonth = "strftime(:value, '%b')"
const day = "strftime(:value, '%A')"
const shortDay = "strftime(:value, '%a')"

const numbers: Readonly<Record<string, readonly [withZeros: string, plain: string]>> = {
  YYYY: ['%Y', '%-Y'],
  YY: ['%y', '%-y'],
  MM: ['%m', '%-m'],
  DDD: ['%j', '%-j'],
  DD: ['%d', '%-d'],
  HH24: ['%H', '%-H'],
  HH12: ['%I', '%-I'],
  HH: ['%I', '%-I'],
  MI: ['%M', '%-M'],
  SS: ['%S', '%-S'],
  MS: ['%g', '%g'],
  US: ['%f', '%f'],
  IYYY: ['%G', '%G'],
  IW: ['%V', '%V'],
}

const computed: Readonly<Record<string, string>> = {
  Q: "CAST(date_part('quarter', :value) AS VARCHAR)",
  D: "CAST(date_part('dow', :value) + 1 AS VARCHAR)",
  ID: "CAST(date_part('isodow', :value) AS VARCHAR)",
  WW: "lpad(CAST((date_part('doy', :value) - 1) // 7 + 1 AS VARCHAR), 2, '0')",
  W: "CAST((date_part('day', :value) - 1) // 7 + 1 AS VARCHAR)",
  CC: "CAST((date_part('year', :value) + 99) // 100 AS VARCHAR)",
  AM: "strftime(:value, '%p')",
  PM: "strftime(:value, '%p')",
  am: "lower(strftime(:value, '%p'))",
  pm: "lower(strftime(:value, '%p'))",
  TZ: "'UTC'",
  OF: "'+00'",
}

const token =
  /"((?:[^"\\]|\\.)*)"|(FM)?(YYYY|IYYY|YY|MONTH|MON|MM|MI|MS|DAY|DY|DDD|DD|D|HH24|HH12|HH|SSSSS|SS|US|IW|ID|WW|W|Q|CC|AM|PM|TZ|OF|J)|([A-Z])|([\s\S])/gi

/**
 * A pattern of PostgreSQL's `to_char` for dates and times as SQL that writes `:value`; undefined where a word of it is not
 * known. PostgreSQL documentation, Data Type Formatting Functions.
 */
export function writtenDate(pattern: string): string | undefined {
  const pieces = readPattern(pattern)
  if (pieces === undefined) return undefined
  const parts: string[] = []
  let format = ''
  const flush = (): void => {
    if (format !== '') parts.push(`strftime(:value, ${quoted(format)})`)
    format = ''
  }
  for (const { strftime, sql } of pieces) {
    if (strftime !== undefined) format += strftime
    if (sql === undefined) continue
    flush()
    parts.push(sql)
  }
  flush()
  return parts.length === 0 ? "''" : parts.join(' || ')
}

/** The same pattern as `strptime` reads it; undefined where it can't. */
export function readDate(pattern: string): string | undefined {
  const pieces = readPattern(pattern)
  const formats = pieces?.map(({ strftime, sql }) => strftime ?? (sql && readable[sql]))
  if (formats === undefined || formats.includes(undefined)) return undefined
  return formats.join('')
}

/** Names are read whatever their letters. */
const readable: Readonly<Record<string, string>> = Object.fromEntries(
  [
    { sql: shortMonth, read: '%b' },
    { sql: month, read: '%B' },
    { sql: padded(month), read: '%B' },
    { sql: "strftime(:value, '%p')", read: '%p' },
  ].flatMap(({ sql, read }) =>
    [sql, `upper(${sql})`, `lower(${sql})`].map((each): [string, string] => [each, read]),
  ),
)

function readPattern(pattern: string): readonly Piece[] | undefined {
  const pieces: Piece[] = []
  for (const [, text, fill, word, letter, other] of pattern.matchAll(token)) {
    if (letter !== undefined) return undefined
    const literal = text?.replace(/\\(.)/g, '$1') ?? other
    if (literal !== undefined) {
      pieces.push({ strftime: literal.replaceAll('%', '%%') })
      continue
    }
    const known = word === undefined ? undefined : pieceOf(word, fill !== undefined)
    if (known === undefined) return undefined
    pieces.push(known)
  }
  return pieces
}

function pieceOf(word: string, isFilled: boolean): Piece | undefined {
  const upper = word.toUpperCase()
  const number = numbers[upper]
  if (number !== undefined) return { strftime: number[isFilled ? 1 : 0] }
  const sql = computed[word] ?? computed[upper]
  if (sql !== undefined) return { sql }
  switch (upper) {
    case 'MONTH':
      return nameIn(word, isFilled ? month : padded(month))
    case 'MON':
      return nameIn(word, shortMonth)
    case 'DAY':
      return nameIn(word, isFilled ? day : padded(day))
    case 'DY':
      return nameIn(word, shortDay)
    default:
      return undefined
  }
}

/** Names are written in the letters of their pattern: `MONTH`, `Month`, `month`. */
function nameIn(word: string, sql: string): Piece {
  if (word === word.toUpperCase()) return { sql: `upper(${sql})` }
  return { sql: word === word.toLowerCase() ? `lower(${sql})` : sql }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
