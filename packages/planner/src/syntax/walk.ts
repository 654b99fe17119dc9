import type { Expression, Node } from './ast.ts'

/** The direct children of a node, in the order of the text as far as the tree keeps it. */
function children(node: Node): readonly Node[] {
  const found: Node[] = []
  replaceChildren(node, (child) => {
    found.push(child)
    return child
  })
  return found
}

/**
 * The node with each direct child replaced by what `rewrite` makes of it; the same object when nothing changed.
 * Rules that need to know where they are (scopes, levels of queries) recurse by calling it from inside `rewrite`.
 */
export function mapChildren<N extends Node>(node: N, rewrite: <C extends Node>(child: C) => C): N {
  return replaceChildren(node, rewrite)
}

/** Calls `visit` on the node and all below it, parents first; below a node for which it returns false nothing is visited. */
export function walk(root: Node, visit: (node: Node) => boolean | undefined): void {
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === false) continue
    for (const child of children(node).toReversed()) waiting.push(child)
  }
}

/**
 * Rewrites every expression, the innermost first. It doesn't recurse, so that no tree is too deep for it.
 * A rewritten part keeps the identity of what did not change.
 */
export function mapExpressions(
  root: Expression,
  transform: (expression: Expression) => Expression,
): Expression
export function mapExpressions<N extends Exclude<Node, Expression>>(
  root: N,
  transform: (expression: Expression) => Expression,
): N
export function mapExpressions(
  root: Node,
  transform: (expression: Expression) => Expression,
): Node {
  return mapNode(root, (node) => (isExpression(node) ? transform(node) : node))
}

interface Frame {
  readonly node: Node
  readonly children: readonly Node[]
  readonly done: Node[]
}

/** As `mapExpressions`, for nodes of any kind; `transform` must keep a node fit for its place. */
export function mapNode(root: Node, transform: (node: Node) => Node): Node {
  const frames: Frame[] = [{ node: root, children: children(root), done: [] }]
  for (;;) {
    const frame = frames.at(-1)
    if (frame === undefined) return root
    const child = frame.children[frame.done.length]
    if (child !== undefined) {
      frames.push({ node: child, children: children(child), done: [] })
      continue
    }
    frames.pop()
    const rebuilt = transform(withChildren(frame))
    const parent = frames.at(-1)
    if (parent === undefined) return rebuilt
    parent.done.push(rebuilt)
  }
}

/** The tree with some of its nodes replaced by others that fit their places; what is inside of the others stays. */
export function replaceNodes<N extends Exclude<Node, Expression>>(
  root: N,
  replacements: ReadonlyMap<Node, Node>,
): N
export function replaceNodes(root: Node, replacements: ReadonlyMap<Node, Node>): Node {
  return mapNode(root, (node) => replacements.get(node) ?? node)
}

/** The tree without its positions: what two texts of the same meaning have in common. */
export function withoutSpans<N extends Exclude<Node, Expression>>(root: N): N
export function withoutSpans(root: Node): Node
export function withoutSpans(root: Node): Node {
  return mapNode(root, (node) => {
    const { span: _, ...rest } = node
    return rest
  })
}

function withChildren(frame: Frame): Node {
  let index = 0
  return replaceChildren(frame.node, () => frame.done[index++])
}

function replaceChildren<N extends Node>(node: N, replace: (child: Node) => unknown): N {
  const changed: Record<string, unknown> = {}
  let isChanged = false
  const properties: [string, unknown][] = Object.entries(node)
  for (const [key, value] of properties) {
    const replaced = replaceValue(value, replace)
    if (replaced === value) continue
    changed[key] = replaced
    isChanged = true
  }
  return isChanged ? { ...node, ...changed } : node
}

function replaceValue(value: unknown, replace: (child: Node) => unknown): unknown {
  if (isNode(value)) return replace(value)
  if (!Array.isArray(value)) return value
  const items: readonly unknown[] = value
  const replaced = items.map((item) => (isNode(item) ? replace(item) : item))
  return replaced.some((item, index) => item !== items[index]) ? replaced : value
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value
}

const expressionKinds: Readonly<Record<Expression['kind'], true>> = {
  number: true,
  string: true,
  boolean: true,
  null: true,
  'typed-literal': true,
  interval: true,
  parameter: true,
  column: true,
  star: true,
  unary: true,
  binary: true,
  logical: true,
  is: true,
  between: true,
  'in-list': true,
  'in-query': true,
  like: true,
  exists: true,
  quantified: true,
  subquery: true,
  row: true,
  case: true,
  cast: true,
  collate: true,
  function: true,
  'named-argument': true,
  subscript: true,
}

/** Whether a node is an expression. */
function isExpression(node: Node): node is Expression {
  return node.kind in expressionKinds
}
