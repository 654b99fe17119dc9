import stringWidth from 'fast-string-width'

const printableAscii = /^[\u0020-\u007e]*$/
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How many terminal cells a visible text takes. */
export function textWidth(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text)
}

/** The text if it fits, else as much of its beginning as fits together with an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  if (width < 1) return ''
  return `${firstCells(text, width - 1)}…`
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** The text in pieces of at most `width` cells; at least one piece. */
export function wrapToWidth(text: string, width: number): readonly string[] {
  if (textWidth(text) <= width) return [text]
  const lines: string[] = []
  let rest = text
  while (rest !== '') {
    const line = firstCells(rest, width) || firstGrapheme(rest)
    lines.push(line)
    rest = rest.slice(line.length)
  }
  return lines
}

function firstCells(text: string, width: number): string {
  // A code unit takes no less than a fraction of a cell in real text; this keeps a megabyte from being segmented.
  const head = text.slice(0, width * 16 + 64)
  if (printableAscii.test(head)) return head.slice(0, width)
  let used = 0
  let end = 0
  for (const { segment, index } of graphemes.segment(head)) {
    used += textWidth(segment)
    if (used > width) break
    end = index + segment.length
  }
  return head.slice(0, end)
}

function firstGrapheme(text: string): string {
  for (const { segment } of graphemes.segment(text.slice(0, 64))) return segment
  return text
}
