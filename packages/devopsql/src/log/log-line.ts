import type { LogEvent } from '@devopsql/rest'

/** Bytes of one line's text: a log of the least size holds it. */
const maxTextBytes = 90_000

export interface LogLine extends Pick<LogEvent, 'level' | 'module'> {
  readonly time: Date
  /** Process, connection and query, with `/` between. */
  readonly origin: string
  readonly text: string
}

/** An event as its line: time in UTC, level, module, origin and text. What would end or garble the line is escaped. */
export function logLine({ time, level, module, origin, text }: LogLine): string {
  return `${time.toISOString()} ${level} ${module} ${origin} ${shortened(oneLine(text))}`
}

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Control characters, and those that some programs end a line at, as JSON writes them. */
function oneLine(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) =>
      names[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function shortened(text: string): string {
  const bytes = Buffer.byteLength(text)
  if (bytes <= maxTextBytes) return text
  const kept = Buffer.from(text)
    .subarray(0, maxTextBytes)
    .toString('utf8')
    .replace(/\ufffd+$/, '')
  return `${kept}... (cut: ${bytes} bytes in all)`
}
