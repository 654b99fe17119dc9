import type { RowFormat } from '@devopsql/formats'
import { visibleText } from './visible-text.ts'

/** The first column as lines of text, as a plan is read. */
export function plainFormat(): RowFormat {
  return {
    begin: () => '',
    rows: (batch) => batch.map(([text]) => `${lines(String(text ?? ''))}\n`).join(''),
    end: () => '',
  }
}

function lines(text: string): string {
  return text.split('\n').map(visibleText).join('\n')
}
