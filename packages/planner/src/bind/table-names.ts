import type { Node, Query, TableReference } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'
import { withinStack } from '../syntax/within-stack.ts'

/** The references of a query to tables that are no common tables of its own: what a catalog has to resolve. */
export function tableReferences(query: Query): readonly TableReference[] {
  return withinStack(
    () => findReferences(query),
    () => query.span?.start ?? 0,
  )
}

function findReferences(query: Query): readonly TableReference[] {
  const found: TableReference[] = []
  const visitIn =
    (common: ReadonlySet<string>) =>
    <N extends Node>(node: N): N => {
      if (node.kind === 'table') {
        const name = commonName(node)
        const isCommon = name !== undefined && common.has(name)
        if (!isCommon) found.push(node)
        return node
      }
      if (node.kind === 'query' && node.with) {
        visitWith(node, common)
        return node
      }
      return mapChildren(node, visitIn(common))
    }
  const visitWith = (query: Query, common: ReadonlySet<string>): void => {
    const names = new Set(common)
    for (const table of query.with?.tables ?? []) {
      const isRecursive = query.with?.recursive === true
      if (isRecursive) names.add(table.name.name.toLowerCase())
      visitIn(new Set(names))(table.query)
      names.add(table.name.name.toLowerCase())
    }
    mapChildren({ ...query, with: undefined }, visitIn(names))
  }
  visitIn(new Set())(query)
  return found
}

/** The name in lower case that a reference would share with a common table; undefined when it can't be one. */
export function commonName({ path, inView }: TableReference): string | undefined {
  const [first] = path
  return path.length === 1 && inView !== true ? first?.name.toLowerCase() : undefined
}

/** Names of all common tables in a query, in lower case: no source may take one of them. */
export function cteNames(query: Query): readonly string[] {
  const names: string[] = []
  const visit = <N extends Node>(node: N): N => {
    if (node.kind === 'common-table') names.push(node.name.name.toLowerCase())
    return mapChildren(node, visit)
  }
  visit(query)
  return names
}
