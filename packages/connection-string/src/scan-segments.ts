/** One `Name=Value` of a connection string. Offsets count from the beginning of the whole text. */
export interface Segment {
  readonly name: string
  readonly nameStart: number
  readonly value: string
  /** Where the value is written, its quotes included. */
  readonly valueStart: number
  readonly valueEnd: number
  readonly quoted: boolean
}

interface SegmentFault {
  readonly message: string
  readonly hint: string
  readonly position: number
  /** From here on nothing is understood. */
  readonly from: number
}

export interface SegmentScan {
  readonly segments: readonly Segment[]
  readonly fault: SegmentFault | undefined
}

interface Notation {
  readonly start: number
  readonly terminators: string
  readonly decode: (text: string) => string
}

/** Splits a connection string without knowing any property. Never throws; stops at the first fault. */
export function scanSegments(text: string): SegmentScan {
  const notation = notationOf(text)
  const segments: Segment[] = []
  let at = notation.start
  while (at < text.length) {
    const from = skipSpace(text, at)
    const end = findTerminator(text, from, notation)
    if (from >= end) {
      at = end + 1
      continue
    }
    const equals = text.slice(from, end).indexOf('=')
    if (equals <= 0) return { segments, fault: noName(from) }
    const scanned = scanValue(text, from + equals + 1, notation)
    if ('message' in scanned) return { segments, fault: { ...scanned, from } }
    try {
      segments.push({
        name: notation.decode(text.slice(from, from + equals)).trim(),
        nameStart: from,
        value: notation.decode(scanned.value),
        valueStart: scanned.start,
        valueEnd: scanned.end,
        quoted: scanned.quoted,
      })
    } catch {
      return { segments, fault: badEscape(from) }
    }
    at = scanned.next
  }
  return { segments, fault: undefined }
}

function notationOf(text: string): Notation {
  const url = /^\s*azuredevops:\/\/\/?\?/i.exec(text)
  if (url) return { start: url[0].length, terminators: ';&', decode: decodeURIComponent }
  const jdbc = /^\s*jdbc:azuredevops:/i.exec(text)
  return { start: jdbc?.[0].length ?? 0, terminators: ';', decode: (part) => part }
}

interface ScannedValue {
  readonly value: string
  readonly start: number
  readonly end: number
  readonly quoted: boolean
  readonly next: number
}

type ValueFault = Omit<SegmentFault, 'from'>

function scanValue(text: string, after: number, notation: Notation): ScannedValue | ValueFault {
  const start = skipSpace(text, after)
  const quote = text[start]
  if (quote === '"' || quote === "'") return scanQuoted(text, start, notation)
  const next = findTerminator(text, after, notation)
  const value = text.slice(after, next).trim()
  const begin = value === '' ? after : start
  return { value, start: begin, end: begin + value.length, quoted: false, next: next + 1 }
}

function scanQuoted(text: string, start: number, notation: Notation): ScannedValue | ValueFault {
  const quote = text.charAt(start)
  let close = text.indexOf(quote, start + 1)
  while (close >= 0 && text[close + 1] === quote) close = text.indexOf(quote, close + 2)
  if (close < 0) {
    return {
      message: 'a quoted value is not closed',
      hint: `End the value with ${quote}, and double each ${quote} within it.`,
      position: start,
    }
  }
  const rest = skipSpace(text, close + 1)
  if (rest < text.length && !notation.terminators.includes(text.charAt(rest))) {
    return {
      message: 'text follows the closing quote of a value',
      hint: `Put a semicolon after the value, and double each ${quote} within it.`,
      position: rest,
    }
  }
  const value = text.slice(start + 1, close).replaceAll(quote + quote, quote)
  return { value, start, end: close + 1, quoted: true, next: rest + 1 }
}

function findTerminator(text: string, from: number, notation: Notation): number {
  let at = from
  while (at < text.length && !notation.terminators.includes(text.charAt(at))) at++
  return at
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charAt(at).trim() === '') at++
  return at
}

function noName(from: number): SegmentFault {
  return {
    message: 'the connection string has a part that is not Name=Value',
    hint: 'Put a semicolon between properties, and quotes around a value that contains one.',
    position: from,
    from,
  }
}

function badEscape(from: number): SegmentFault {
  return {
    message: 'the connection string has an invalid percent escape',
    hint: 'Write a percent sign as %25 in the azuredevops:///? form.',
    position: from,
    from,
  }
}
