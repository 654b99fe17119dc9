import { readUsage } from '../dialect/usage.ts'
import type { Expression, Identifier } from '../syntax/ast.ts'
import { isEvidentlyText } from './evidently-text.ts'

/** A function whose calls are replaced by SQL. */
export interface Macro {
  /** In lower case. */
  readonly name: string
  readonly arguments: readonly string[]
  /** It takes any arguments, as the function that its text names. */
  readonly isOpen: boolean
  /** SQL in which `:argument` stands for an argument. */
  readonly text: string
}

/** The macros of a connection. */
export interface MacroSet {
  /**
   * The macro of a name that takes these arguments. One whose first argument is called `text` is for what is text by the
   * look of it, and goes before others.
   */
  find(name: string, values: readonly Expression[]): Macro | undefined
  /** Whether a qualifier is the schema of macros, so that other functions can be named with it too. */
  isSchema(qualifier: readonly Identifier[]): boolean
}

/**
 * SQL by usage: `NAME(argument, argument)`. For `NAME(...)` it is the name of the function that takes all arguments, with
 * ORDER BY and whatever else is in the call, or `outer(name(...))`.
 */
export type Macros = Readonly<Record<string, string>>

/** Reads the macros of some schemas by their names. */
export function readMacros(schemas: Readonly<Record<string, Macros>>): MacroSet {
  const byName = new Map<string, Macro[]>()
  for (const [usage, text] of Object.values(schemas).flatMap((macros) => Object.entries(macros))) {
    const { name, arguments: names, isOpen } = readUsage(usage)
    byName.set(name, [...(byName.get(name) ?? []), { name, arguments: names, isOpen, text }])
  }
  const names = new Set(Object.keys(schemas).map((name) => name.toLowerCase()))
  return {
    find(name, values) {
      const all = byName.get(name.toLowerCase()) ?? []
      const fitting = all.filter(
        (macro) => macro.isOpen || macro.arguments.length === values.length,
      )
      const ofText = fitting.find(isOfText)
      const [value] = values
      if (ofText !== undefined && value !== undefined && isEvidentlyText(value)) return ofText
      return fitting.find((macro) => !isOfText(macro))
    },
    isSchema: (qualifier) => names.has(qualifier.at(-1)?.name.toLowerCase() ?? ''),
  }
}

function isOfText({ arguments: names }: Macro): boolean {
  return names[0] === 'text'
}
