import { usageError } from '../usage-error.ts'

/** A line that talks to the shell, not to Azure DevOps. */
export type MetaCommand =
  | { readonly kind: 'quit' }
  | { readonly kind: 'help' }
  | { readonly kind: 'tables'; readonly pattern: string | undefined }
  | { readonly kind: 'describe'; readonly table: string }
  | {
      readonly kind: 'toggle'
      readonly setting: 'timing' | 'expanded'
      readonly value: boolean | undefined
    }

export const shellHelp = `  \\d             tables
  \\d TABLE       columns of a table
  \\dt [PATTERN]  tables whose name has it as a part, or as a whole with *, % and ?
  \\timing        requests, bytes and time after each query
  \\x             record by record, values whole
  \\?             this list
  \\q             leave (Ctrl-D)

A statement ends with ; and may take several lines. Tab completes names.
Ctrl-C cancels a running query and its requests, or clears what is typed.
`

/** Reads `\\d`, `\\timing on` and the like, and `exit`; undefined for a line of SQL. */
export function metaCommand(line: string): MetaCommand | undefined {
  const text = line.trim().replace(/;$/, '')
  if (/^(exit|quit)$/i.test(text)) return { kind: 'quit' }
  if (!text.startsWith('\\')) return undefined
  const [, name = '', argument = ''] = /^\\(\S*)\s*(.*)$/s.exec(text) ?? []
  switch (name) {
    case 'q':
      return { kind: 'quit' }
    case '?':
    case 'h':
    case 'help':
      return { kind: 'help' }
    case 'dt':
      return { kind: 'tables', pattern: argument || undefined }
    case 'd':
      return argument === ''
        ? { kind: 'tables', pattern: undefined }
        : { kind: 'describe', table: argument }
    case 'timing':
      return { kind: 'toggle', setting: 'timing', value: onOff(argument) }
    case 'x':
      return { kind: 'toggle', setting: 'expanded', value: onOff(argument) }
  }
  throw usageError(`\\${name} is not a command of the shell`, 'Type \\? for the list.')
}

function onOff(text: string): boolean | undefined {
  if (text === '') return undefined
  if (/^on$/i.test(text)) return true
  if (/^off$/i.test(text)) return false
  throw usageError(`${text} is neither on nor off`, 'Write on, off or nothing, which switches.')
}
