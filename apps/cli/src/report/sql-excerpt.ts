import { padStart, textWidth } from '../output/text-width.ts'
import { visibleText } from '../output/visible-text.ts'

/** How much of a long line stays before the caret when the line is cut. */
const contextBefore = 0.6

/** The line of the SQL text that holds the position, its number, and a caret under the place. */
export function sqlExcerpt(sql: string, position: number, width: number): string {
  const at = Math.max(0, Math.min(position, sql.length))
  const { number, text, column } = lineAt(sql, at)
  const gutter = `${padStart(String(number), 3)} | `
  const room = Math.max(20, width - gutter.length)
  const { before, after } = around(shown(text.slice(0, column)), shown(text.slice(column)), room)
  const caret = `${' '.repeat(gutter.length - 2)}| ${' '.repeat(textWidth(before))}^`
  return `${gutter}${before}${after}`.trimEnd().concat('\n', caret)
}

function lineAt(sql: string, at: number): { number: number; text: string; column: number } {
  const before = sql.slice(0, at)
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  const rest = sql.slice(at).search(/[\r\n]/)
  return {
    number: before.split(/\r\n|\r|\n/).length,
    text: sql.slice(start, rest === -1 ? sql.length : at + rest),
    column: at - start,
  }
}

function shown(text: string): string {
  return visibleText(text.replaceAll('\t', '  '))
}

/** Cuts both sides of the caret so that the line fits. */
function around(before: string, after: string, room: number): { before: string; after: string } {
  if (textWidth(before) + textWidth(after) <= room) return { before, after }
  const afterRoom = Math.max(room - textWidth(before), Math.ceil(room * (1 - contextBefore)))
  const head = cutEnd(after, Math.min(afterRoom, room))
  return { before: cutStart(before, room - textWidth(head)), after: head }
}

function cutEnd(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  return `${takeWhile([...text], width - 1).join('')}…`
}

function cutStart(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const tail = takeWhile([...text].reverse(), width - 1).reverse()
  return `…${tail.join('')}`
}

function takeWhile(characters: readonly string[], width: number): string[] {
  let used = 0
  const taken: string[] = []
  for (const character of characters) {
    used += textWidth(character)
    if (used > width) break
    taken.push(character)
  }
  return taken
}
