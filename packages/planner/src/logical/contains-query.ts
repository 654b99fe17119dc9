import type { Node } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'

/** Whether a query stands inside a node. */
export function containsQuery(node: Node): boolean {
  let contains = false
  const visit = <N extends Node>(child: N): N => {
    if (child.kind === 'query') contains = true
    return contains ? child : mapChildren(child, visit)
  }
  mapChildren(node, visit)
  return contains
}
