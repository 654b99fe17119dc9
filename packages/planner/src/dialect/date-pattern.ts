/** Letters of a date pattern of .NET or Java, and what `strftime` calls them. */
const letters: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  yy: '%y',
  MMMM: '%B',
  MMM: '%b',
  MM: '%m',
  M: '%-m',
  dddd: '%A',
  ddd: '%a',
  dd: '%d',
  d: '%-d',
  EEEE: '%A',
  EEE: '%a',
  E: '%a',
  HH: '%H',
  H: '%-H',
  hh: '%I',
  h: '%-I',
  mm: '%M',
  m: '%-M',
  ss: '%S',
  s: '%-S',
  fff: '%g',
  SSS: '%g',
  ffffff: '%f',
  SSSSSS: '%f',
  tt: '%p',
  a: '%p',
  zzz: '%z',
  XXX: '%z',
}

/** Standard patterns of one letter, in English. */
const standard: Readonly<Record<string, string>> = {
  d: '%-m/%-d/%Y',
  D: '%A, %B %-d, %Y',
  t: '%-I:%M %p',
  T: '%-I:%M:%S %p',
  g: '%-m/%-d/%Y %-I:%M %p',
  G: '%-m/%-d/%Y %-I:%M:%S %p',
  s: '%Y-%m-%dT%H:%M:%S',
  u: '%Y-%m-%d %H:%M:%SZ',
  y: '%B %Y',
  Y: '%B %Y',
  m: '%B %-d',
  M: '%B %-d',
}

const pieces = /'([^']*)'|"([^"]*)"|\\([\s\S])|([a-zA-Z])\4*|[\s\S]/g

/** A date pattern as `strftime` and `strptime` read it; undefined where a letter of it has no meaning. */
export function datePattern(pattern: string): string | undefined {
  const whole = standard[pattern]
  if (whole !== undefined) return whole
  const written = [...pattern.matchAll(pieces)].map(([piece, single, double, escaped]) => {
    const literal = single ?? double ?? escaped
    if (literal !== undefined) return literal.replaceAll('%', '%%')
    return /^[a-zA-Z]/.test(piece) ? letters[piece] : piece.replaceAll('%', '%%')
  })
  const known = written.filter((piece) => piece !== undefined)
  return known.length === written.length ? known.join('') : undefined
}
