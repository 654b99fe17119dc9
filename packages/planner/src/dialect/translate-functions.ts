import type { Node } from '../syntax/ast.ts'

/** Turns functions of other dialects into DuckDB's own. */
export function translateFunctions<N extends Node>(node: N): N {
  return node
}
