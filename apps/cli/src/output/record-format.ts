import type { RowFormat, Values } from '@devopsql/formats'
import type { ResultColumn } from 'devopsql'
import { cellText } from './cell-text.ts'
import { countText } from './count-text.ts'
import type { TextStyle } from './text-style.ts'
import { cutToWidth, padEnd, textWidth, wrapToWidth } from './text-width.ts'
import { visibleText } from './visible-text.ts'

export interface RecordOptions {
  readonly width: number
  readonly style: TextStyle
}

/** One line per column, a rule before each row; long values are continued under themselves. */
export function recordFormat({ width, style }: RecordOptions): RowFormat {
  let names: readonly string[] = []
  let nameWidth = 0
  let count = 0
  const field = (name: string, value: unknown): string => {
    const text = cellText(value)
    const lines = wrapToWidth(text ?? 'NULL', Math.max(10, width - nameWidth - 3))
    return lines
      .map((line, index) => {
        const label = index === 0 ? style.bold(padEnd(name, nameWidth)) : ' '.repeat(nameWidth)
        return `${label} ${style.dim('│')} ${text === undefined ? style.dim(line) : line}`.trimEnd()
      })
      .join('\n')
  }
  const record = (row: Values): string => {
    count += 1
    const title = `── row ${count} `
    const rule = style.dim(title + '─'.repeat(Math.max(0, Math.min(width, 60) - title.length)))
    return `${rule}\n${names.map((name, index) => `${field(name, row[index])}\n`).join('')}`
  }
  return {
    begin(columns) {
      names = columns.map((column) => shortName(column, width))
      nameWidth = names.reduce((widest, name) => Math.max(widest, textWidth(name)), 0)
      return ''
    },
    rows: (batch) => batch.map(record).join(''),
    end: () => `${style.dim(`(${countText(count, 'row')})`)}\n`,
  }
}

function shortName(column: ResultColumn, width: number): string {
  return cutToWidth(visibleText(column.name), Math.max(8, Math.floor(width / 2)))
}
