import type { Identifier, Node } from './ast.ts'

/** A name in double quotes, as DuckDB reads it whatever letters are in it. */
export function formatName(identifier: Identifier): string {
  return `"${identifier.name.replaceAll('"', '""')}"`
}

/** The name of a function, a type or a setting: bare, so that DuckDB can have it in its grammar, unless that can't be. */
export function formatWord(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : formatName({ kind: 'identifier', name })
}

export function formatPath(path: readonly Identifier[]): string {
  return path.map(formatName).join('.')
}

/** Text as a string literal, or as an expression where it has a NUL: DuckDB takes that for the end of the statement. */
export function formatText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? parts.join('') : `(${parts.join(' || chr(0) || ')})`
}

/** How a node below is written: the one way down, so that the parts of the emitter don't import each other. */
export type Format = (node: Node) => string

export function formatList(nodes: readonly Node[], format: Format): string {
  return nodes.map(format).join(', ')
}

/** The parts that are there, with a space between. */
export function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ')
}
