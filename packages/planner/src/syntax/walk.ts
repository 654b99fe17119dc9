import type { Node } from './ast.ts'

/** A copy of a node in which each child node is what `change` makes of it; the node itself where nothing changed. */
export function mapChildren<N extends Node>(node: N, change: <C extends Node>(child: C) => C): N {
  let copy: Record<string, unknown> | undefined
  for (const [name, value] of Object.entries(node)) {
    const changed = mapValue(value, change)
    if (changed !== value) {
      copy ??= { ...node }
      copy[name] = changed
    }
  }
  return copy === undefined ? node : (copy as unknown as N)
}

function mapValue(value: unknown, change: <C extends Node>(child: C) => C): unknown {
  if (Array.isArray(value)) {
    const mapped = value.map((item: unknown) => mapValue(item, change))
    return mapped.some((item, index) => item !== value[index]) ? mapped : value
  }
  return isNode(value) ? change(value) : value
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value
}
