import { DevopsqlError } from '@devopsql/errors'
import type { ColumnReference, Expression, Identifier, Node, Star } from '../syntax/ast.ts'
import { identifier } from '../syntax/build.ts'
import { mapChildren } from '../syntax/walk.ts'
import { type Around, type Binding, hiddenOf, useAll } from './binding.ts'
import { checkFunction } from './check-function.ts'
import { asksForEverything } from './everything.ts'
import type { Relation } from './relation.ts'
import { columnNames, findRelation, newScope, resolveColumn, type Scope } from './scope.ts'

/** Binds any node below a query: columns are qualified by the ids of their relations. */
export function bindNode<N extends Node>(node: N, around: Around, binding: Binding): N {
  const bound = bindSpecial(node, around, binding)
  return (bound ?? mapChildren(node, (child) => binding.node(child, around))) as N
}

/** Nodes that are more than their children; undefined for all others. */
function bindSpecial(node: Node, around: Around, binding: Binding): Node | undefined {
  const { scope } = around
  switch (node.kind) {
    case 'query':
      return binding.query(node, around)
    case 'column':
      return bindColumn(node, scope)
    case 'star':
      return scope && bindInnerStar(node, scope, binding)
    case 'function': {
      checkFunction(node)
      const [first] = node.arguments
      const name = node.name.toLowerCase()
      // COLUMNS chooses columns by what only DuckDB can evaluate.
      if (name === 'columns' || (first?.kind === 'star' && name !== 'count'))
        useAll(scope?.relations ?? [])
      // The star of count(*) stands for rows, not for columns.
      return name === 'count' && first?.kind === 'star'
        ? mapChildren(node, (child) =>
            child === first && scope !== undefined
              ? { ...child, qualifier: bindStar(first.qualifier, scope).qualifier }
              : binding.node(child, around),
          )
        : undefined
    }
    case 'binary':
      if (node.operator === '->' && isLambda(node.left, scope))
        return bindLambda(node, around, binding)
      return asksForEverything(node, scope, binding) ? everyRow(node) : undefined
    case 'in-list':
      return !node.negated && asksForEverything(node, scope, binding) ? everyRow(node) : undefined
    default:
      return undefined
  }
}

function bindInnerStar(star: Star, scope: Scope, binding: Binding): Star {
  const { qualifier, relation } = bindStar(star.qualifier, scope)
  const hidden = hiddenOf(relation === undefined ? scope.relations : [relation], binding)
  return { ...star, qualifier, ...(hidden && { hidden }) }
}

function bindColumn(reference: ColumnReference, scope: Scope | undefined): Expression {
  const found = resolveColumn(reference, scope ?? newScope(undefined))
  if (found.kind === 'open') return reference
  const column = { ...identifier(found.column), span: reference.path.at(-1)?.span }
  return { ...reference, path: [identifier(found.relation.id), column] }
}

export interface BoundStar {
  readonly qualifier: readonly Identifier[]
  /** Undefined for a bare `*`. */
  readonly relation: Relation | undefined
}

/** The relation that `t.*` names. */
export function bindStar(qualifier: readonly Identifier[], scope: Scope): BoundStar {
  if (qualifier.length === 0) return { qualifier, relation: undefined }
  const relation = findRelation(qualifier, scope)
  if (relation !== undefined) return { qualifier: [identifier(relation.id)], relation }
  throw new DevopsqlError(
    `${qualifier.map((part) => part.name).join('.')}.* names no table of this query`,
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: `FROM has ${scope.relations.map((known) => known.alias).join(', ') || 'no table'}.`,
      position: qualifier[0]?.span?.start,
    },
  )
}

function everyRow({ span }: Node): Expression {
  return { kind: 'boolean', value: true, span }
}

/** `x -> …` is a lambda where `x` is no column that anybody knows. */
function isLambda(left: Expression, scope: Scope | undefined): boolean {
  if (left.kind === 'row') return left.items.every((item) => isLambda(item, scope))
  if (left.kind !== 'column' || left.path.length > 1) return false
  const name = left.path[0]?.name.toLowerCase() ?? ''
  for (let at = scope; at !== undefined; at = at.outer) {
    if (at.aliases.has(name)) return false
    const names = at.relations.flatMap(columnNames)
    if (names.some((column) => column.toLowerCase() === name)) return false
  }
  return true
}

type Binary = Extract<Expression, { readonly kind: 'binary' }>

function bindLambda(node: Binary, around: Around, binding: Binding): Expression {
  const scope = newScope(around.scope)
  const parameters = node.left.kind === 'row' ? node.left.items : [node.left]
  for (const parameter of parameters) {
    if (parameter.kind === 'column') scope.aliases.add(parameter.path[0]?.name.toLowerCase() ?? '')
  }
  return { ...node, right: binding.node(node.right, { ...around, scope }) }
}
