import type { Answer } from './answers/answer.ts'
import type { Call } from './call.ts'
import type { TableName } from './changes.ts'

/** Which segments may stand before `_apis`. */
type Scope = 'organization' | 'project' | 'project-or-organization' | 'any'

/** One resource: what stands behind `_apis`, and what answers it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Literal segments match whatever their letter case; a brace takes one segment, `{*x}` takes the rest. */
  readonly template: string
  readonly scope: Scope
  /** The version of the resource, which `-preview` is resolved to. */
  readonly resourceVersion: number
  /** Never released: every api-version needs `-preview`. */
  readonly previewOnly?: boolean
  /** Official clients ask without an api-version here. (azure-devops-node-api) */
  readonly versionOptional?: boolean
  /** The table whose rows the route reads, for changes that are counted in requests. */
  readonly table?: TableName
  readonly handle: (call: Call) => Answer | Promise<Answer>
}

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
  /** Decoded segments before `_apis`: nothing, the project, or the project and the team. */
  readonly prefix: readonly string[]
}

interface Node {
  readonly literals: Map<string, Node>
  brace?: { readonly name: string; readonly node: Node }
  rest?: { readonly name: string; readonly routes: Route[] }
  readonly routes: Route[]
}

function emptyNode(): Node {
  return { literals: new Map(), routes: [] }
}

function add(root: Node, route: Route): void {
  let node = root
  for (const segment of route.template.split('/')) {
    if (segment.startsWith('{*')) {
      node.rest ??= { name: segment.slice(2, -1), routes: [] }
      node.rest.routes.push(route)
      return
    }
    if (segment.startsWith('{')) {
      node.brace ??= { name: segment.slice(1, -1), node: emptyNode() }
      node = node.brace.node
      continue
    }
    const literal = segment.toLowerCase()
    const next = node.literals.get(literal) ?? emptyNode()
    node.literals.set(literal, next)
    node = next
  }
  node.routes.push(route)
}

interface Found {
  readonly routes: readonly Route[]
  readonly params: Readonly<Record<string, string>>
}

function walk(node: Node, segments: readonly string[], position: number): Found | undefined {
  const segment = segments[position]
  if (segment === undefined) {
    return node.routes.length === 0 ? undefined : { routes: node.routes, params: {} }
  }
  const literal = node.literals.get(segment.toLowerCase())
  const exact = literal === undefined ? undefined : walk(literal, segments, position + 1)
  if (exact !== undefined) return exact
  if (node.brace !== undefined) {
    const { name, node: inner } = node.brace
    const found = walk(inner, segments, position + 1)
    if (found !== undefined) return { ...found, params: { ...found.params, [name]: segment } }
  }
  if (node.rest === undefined) return undefined
  return {
    routes: node.rest.routes,
    params: { [node.rest.name]: segments.slice(position).join('/') },
  }
}

function accepts(scope: Scope, depth: number): boolean {
  switch (scope) {
    case 'organization':
      return depth === 0
    case 'project':
      return depth === 1
    case 'project-or-organization':
      return depth <= 1
    case 'any':
      return depth <= 2
  }
}

export type Router = (method: string, segments: readonly string[]) => Match | undefined

/** Finds the route of decoded path segments that follow the organization. */
export function createRouter(routes: readonly Route[]): Router {
  const root = emptyNode()
  for (const route of routes) add(root, route)
  return (method, segments) => {
    const start = segments.findIndex((segment) => segment.toLowerCase() === '_apis')
    if (start < 0) return undefined
    const found = walk(root, segments.slice(start + 1), 0)
    const route = found?.routes.find(
      (candidate) => candidate.method === method && accepts(candidate.scope, start),
    )
    if (found === undefined || route === undefined) return undefined
    return { route, params: found.params, prefix: segments.slice(0, start) }
  }
}
