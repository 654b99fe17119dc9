import type { Node } from './ast.ts'
import { formatNode, formatSql } from './format-sql.ts'

// Characters for private use mark where a node's text begins, and where it ends.
const begin = '\u{E000}'
const end = '\u{E001}'
const marks = new RegExp(`${begin}(\\d+);|${end}`, 'g')

/**
 * Where in the text that a tree was parsed from that stands which is at an offset of `formatSql`'s text. Undefined where
 * only a whole SELECT is known to hold it, and where the tree has no spans.
 */
export function originOf(tree: Node, offset: number): number | undefined {
  const starts: (number | undefined)[] = []
  const mark = (node: Node): string => {
    const text = formatNode(node, mark)
    starts.push(isPrecise(node) ? node.span?.start : undefined)
    return `${begin}${starts.length - 1};${text}${end}`
  }
  const marked = mark(tree)
  // A text of the user's own may have these characters.
  if (marked.replaceAll(marks, '') !== formatSql(tree)) return undefined
  return innermost(marked, offset, starts)
}

function isPrecise({ kind }: Node): boolean {
  return kind !== 'query' && kind !== 'select' && kind !== 'set-operation' && kind !== 'values'
}

/** The start of the innermost node around an offset of the text without its marks. */
function innermost(
  marked: string,
  offset: number,
  starts: readonly (number | undefined)[],
): number | undefined {
  const around: (number | undefined)[] = []
  let marksBefore = 0
  for (const { 0: mark, 1: node, index } of marked.matchAll(marks)) {
    const isPassed = index - marksBefore > offset
    if (isPassed) break
    marksBefore += mark.length
    if (node === undefined) around.pop()
    else around.push(starts[Number(node)])
  }
  return around.findLast((start) => start !== undefined)
}
