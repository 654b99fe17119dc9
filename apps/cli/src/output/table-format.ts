import type { RowFormat, Values } from '@devopsql/formats'
import type { ResultColumn } from 'devopsql'
import { cellText, longestCell } from './cell-text.ts'
import { countText } from './count-text.ts'
import { recordFormat } from './record-format.ts'
import { type ColumnMeasure, columnGap, growLayout, tableLayout } from './table-layout.ts'
import type { TextStyle } from './text-style.ts'
import { cutToWidth, padEnd, padStart, textWidth } from './text-width.ts'
import { visibleText } from './visible-text.ts'

export interface TableOptions {
  readonly width: number
  readonly style: TextStyle
  /** How many rows decide the widths of the columns; no more are held. */
  readonly sample?: number
  /** What gives values whole that were cut, as the person would ask for it. */
  readonly whole: string
}

const cuttableType = /^(VARCHAR|TEXT|JSON|BLOB|.*\[\]|STRUCT|MAP)/i
const numberType = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?\b|DOUBLE|FLOAT|REAL|DECIMAL|NUMERIC)/i

/**
 * Columns under each other, fitted to a width by what the first rows need; columns that can't be squeezed that far are
 * written one under the other, record by record.
 */
export function tableFormat(options: TableOptions): RowFormat {
  const sampleSize = options.sample ?? 200
  let columns: readonly ResultColumn[] = []
  let sample: Values[] = []
  let body: RowFormat | undefined
  const startBody = (isWhole: boolean): string => {
    body = bodyFormat(columns, sample, { ...options, isWhole })
    const text = body.begin(columns) + body.rows(sample)
    sample = []
    return text
  }
  return {
    begin(given) {
      columns = given
      return ''
    },
    rows(batch) {
      if (body) return body.rows(batch)
      sample = sample.concat(batch)
      return sample.length < sampleSize ? '' : startBody(false)
    },
    end() {
      const start = body ? '' : startBody(true)
      return start + (body?.end() ?? '')
    },
  }
}

function bodyFormat(
  columns: readonly ResultColumn[],
  sample: readonly Values[],
  options: TableOptions & { readonly isWhole: boolean },
): RowFormat {
  const measures = columns.map((column, index) => measure(column, sample, index))
  const widths = tableLayout(measures, options.width)
  if (!widths) return recordFormat(options)
  const grown = options.isWhole ? widths : growLayout(widths, measures, options.width)
  return gridFormat(grown, options)
}

function measure(column: ResultColumn, sample: readonly Values[], index: number): ColumnMeasure {
  const widths = sample.map((row) => textWidth(cellText(row[index], longestCell) ?? 'NULL'))
  return {
    header: textWidth(visibleText(column.name)),
    values: widths.reduce((widest, width) => Math.max(widest, width), 0),
    cuttable: cuttableType.test(column.type),
  }
}

function gridFormat(widths: readonly number[], { style, whole: asked }: TableOptions): RowFormat {
  const gap = ' '.repeat(columnGap)
  let columns: readonly ResultColumn[] = []
  let count = 0
  let cutCount = 0
  const cell = (value: unknown, index: number): string => {
    const width = widths[index] ?? 0
    const column = columns[index]
    const text = cellText(value, longestCell)
    const whole = text ?? 'NULL'
    const shown = column && cuttableType.test(column.type) ? cutToWidth(whole, width) : whole
    if (shown !== whole) cutCount += 1
    const isRight = column !== undefined && numberType.test(column.type)
    const padded = isRight ? padStart(shown, width) : padEnd(shown, width)
    return text === undefined ? style.dim(padded) : padded
  }
  const line = (cells: readonly string[]): string => `${cells.join(gap).trimEnd()}\n`
  return {
    begin(given) {
      columns = given
      const names = columns.map((column, index) => {
        const width = widths[index] ?? 0
        const name = cutToWidth(visibleText(column.name), width)
        return style.bold(
          numberType.test(column.type) ? padStart(name, width) : padEnd(name, width),
        )
      })
      return line(names) + line(widths.map((width) => style.dim('─'.repeat(width))))
    },
    rows(batch) {
      count += batch.length
      return batch.map((row) => line(widths.map((_, index) => cell(row[index], index)))).join('')
    },
    end() {
      const cut =
        cutCount === 0
          ? ''
          : `; ${countText(cutCount, 'value')} cut to fit, ${asked} shows ${cutCount === 1 ? 'it' : 'them'} whole`
      return `${style.dim(`(${countText(count, 'row')}${cut})`)}\n`
    },
  }
}
