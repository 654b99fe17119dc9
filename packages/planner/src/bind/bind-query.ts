import { DevopsqlError } from '@devopsql/errors'
import type { ResolvedTable } from '@devopsql/schema'
import type {
  CommonTable,
  Expression,
  Identifier,
  Join,
  Node,
  OrderElement,
  Query,
  QueryBody,
  Select,
  SelectItem,
  TableAlias,
  TableExpression,
  TableReference,
} from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'
import { outputOf } from './output-names.ts'
import type { Derived, OutputName, Relation, Source } from './relation.ts'
import { columnNames, findRelation, newScope, resolveColumn, type Scope } from './scope.ts'
import { cteNames } from './table-names.ts'

/** A query whose names are resolved: tables stand under unique ids, columns are qualified by them. */
export interface BoundQuery {
  readonly query: Query
  readonly sources: readonly Source[]
  /** Every relation by its id, sources and derived ones. */
  readonly relations: ReadonlyMap<string, Relation>
}

export interface BindOptions {
  /** What a table name of the text stands for. */
  readonly resolve: (reference: TableReference) => ResolvedTable
}

/** Resolves the names of a query. Throws where a column doesn't exist or is ambiguous, with its position. */
export function bindQuery(query: Query, options: BindOptions): BoundQuery {
  const binder = createBinder(query, options)
  const bound = binder.query(query, { scope: undefined, ctes: new Map() })
  return { query: bound, sources: binder.sources, relations: binder.relations }
}

interface Around {
  /** The scope of the query around, for correlated and lateral references. */
  readonly scope: Scope | undefined
  readonly ctes: ReadonlyMap<string, CommonColumns>
}

interface CommonColumns {
  readonly name: string
  readonly columns: readonly OutputName[] | undefined
  readonly query: Query | undefined
}

interface Binder {
  readonly sources: Source[]
  readonly relations: Map<string, Relation>
  query(query: Query, around: Around): Query
}

function createBinder(root: Query, options: BindOptions): Binder {
  const sources: Source[] = []
  const relations = new Map<string, Relation>()
  const taken = new Set(cteNames(root))

  const uniqueId = (wanted: string): string => {
    let id = wanted
    for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${wanted}_${count}`
    taken.add(id.toLowerCase())
    return id
  }
  const add = <R extends Relation>(relation: R, scope: Scope): R => {
    if (relation.kind === 'source') sources.push(relation)
    relations.set(relation.id, relation)
    scope.relations.push(relation)
    return relation
  }

  const bindQueryNode = (query: Query, around: Around): Query => {
    const ctes = new Map(around.ctes)
    const bodyAround: Around = { scope: around.scope, ctes }
    const withClause = query.with && {
      ...query.with,
      tables: query.with.tables.map((table) =>
        bindCommonTable(table, {
          recursive: query.with?.recursive === true,
          around: bodyAround,
          ctes,
        }),
      ),
    }
    const { body, scope } = bindBody(query.body, bodyAround)
    const inner: Around = { scope: scope ?? newScope(around.scope), ctes }
    const hasScope = scope !== undefined
    return {
      ...query,
      with: withClause,
      body,
      orderBy: query.orderBy.map((element) => (hasScope ? bindOrder(element, inner) : element)),
      limit: query.limit && bindExpression(query.limit, { scope: around.scope, ctes }),
      offset: query.offset && bindExpression(query.offset, { scope: around.scope, ctes }),
    }
  }

  const bindCommonTable = (
    table: CommonTable,
    {
      recursive,
      around,
      ctes,
    }: { recursive: boolean; around: Around; ctes: Map<string, CommonColumns> },
  ): CommonTable => {
    const key = table.name.name.toLowerCase()
    const named =
      table.columns.length > 0
        ? table.columns.map((column): OutputName => ({ name: column.name, origin: undefined }))
        : undefined
    const isRecursive = recursive && mentions(table.query, key)
    if (isRecursive) ctes.set(key, { name: table.name.name, columns: named, query: undefined })
    const query = bindQueryNode(table.query, { ...around, ctes: new Map(ctes) })
    const columns = named ?? outputOf(query, relations)
    ctes.set(key, {
      name: table.name.name,
      columns,
      query: isRecursive || named ? undefined : query,
    })
    return { ...table, query }
  }

  const bindBody = (
    body: QueryBody,
    around: Around,
  ): { readonly body: QueryBody; readonly scope: Scope | undefined } => {
    switch (body.kind) {
      case 'select':
        return bindSelect(body, around)
      case 'query':
        return { body: bindQueryNode(body, around), scope: undefined }
      case 'values':
        return { body: bindChildren(body, around), scope: undefined }
      case 'set-operation':
        return {
          body: {
            ...body,
            left: bindBody(body.left, around).body,
            right: bindBody(body.right, around).body,
          },
          scope: undefined,
        }
    }
  }

  const bindSelect = (
    select: Select,
    around: Around,
  ): { readonly body: Select; readonly scope: Scope } => {
    const scope = newScope(around.scope)
    const inner: Around = { scope, ctes: around.ctes }
    const from = select.from.map((table) => bindTable(table, inner))
    // The items come first: an alias must not hide a column from the item that it names.
    const items = select.items.map((item) => bindItem(item, inner))
    for (const item of select.items)
      if (item.alias) scope.aliases.add(item.alias.name.toLowerCase())
    const body: Select = {
      ...select,
      from,
      items,
      distinct: select.distinct && bindChildren(select.distinct, inner),
      where: select.where && bindExpression(select.where, inner),
      groupBy: select.groupBy && bindChildren(select.groupBy, inner),
      having: select.having && bindExpression(select.having, inner),
      windows: select.windows.map((window) => bindChildren(window, inner)),
      qualify: select.qualify && bindExpression(select.qualify, inner),
    }
    return { body, scope }
  }

  const bindItem = (item: SelectItem, around: Around): SelectItem => {
    const { scope } = around
    if (item.expression.kind !== 'star' || scope === undefined) return bindChildren(item, around)
    const { star, relation } = bindStar(item.expression.qualifier, scope)
    useAll(relation === undefined ? scope.relations : [relation])
    return {
      ...item,
      expression: {
        ...item.expression,
        qualifier: star,
        replace: item.expression.replace.map((replaced) => bindItem(replaced, around)),
      },
    }
  }

  const bindTable = (table: TableExpression, around: Around): TableExpression => {
    const { scope, ctes } = around
    if (scope === undefined) return table
    switch (table.kind) {
      case 'table':
        return bindReference(table, scope, ctes)
      case 'derived-table': {
        const query = bindQueryNode(table.query, around)
        const columns = aliasColumns(table.alias, outputOf(query, relations))
        const relation = add(
          derived({
            alias: table.alias?.name.name ?? 'subquery',
            columns,
            query: hasColumnAliases(table.alias) ? undefined : query,
          }),
          scope,
        )
        return { ...table, query, alias: renamed(table.alias, relation) }
      }
      case 'table-function': {
        const bound = bindChildren({ ...table, alias: undefined }, around)
        const named = table.alias?.columns.map(
          (column): OutputName => ({ name: column.name, origin: undefined }),
        )
        const isNamed = named !== undefined && named.length > 0
        const relation = add(
          derived({
            alias: table.alias?.name.name ?? table.name,
            columns: isNamed ? named : undefined,
            query: undefined,
          }),
          scope,
        )
        return { ...bound, alias: renamed(table.alias ?? aliasOf(table.name), relation) }
      }
      case 'join':
        return bindJoin(table, scope, around)
    }
  }

  const bindJoin = (join: Join, scope: Scope, around: Around): Join => {
    const before = scope.relations.length
    const left = bindTable(join.left, around)
    const middle = scope.relations.length
    const right = bindTable(join.right, around)
    const sides = {
      left: scope.relations.slice(before, middle),
      right: scope.relations.slice(middle),
    }
    for (const column of join.using) useInBoth(column.name, sides, scope)
    if (join.natural) for (const name of commonNames(sides)) useInBoth(name, sides, scope)
    const on = join.on && bindExpression(join.on, around)
    if (join.alias !== undefined) throw unsupportedAlias(join.alias)
    return { ...join, left, right, on }
  }

  const bindReference = (
    table: TableReference,
    scope: Scope,
    ctes: ReadonlyMap<string, CommonColumns>,
  ): TableReference => {
    const last = table.path.at(-1)
    const common =
      table.path.length === 1 && last !== undefined ? ctes.get(last.name.toLowerCase()) : undefined
    if (common !== undefined) {
      const alias = table.alias?.name.name ?? common.name
      const columns = aliasColumns(table.alias, common.columns)
      const relation = add(
        derived({
          alias,
          columns,
          query: hasColumnAliases(table.alias) ? undefined : common.query,
        }),
        scope,
      )
      return { ...table, alias: renamed(table.alias ?? aliasOf(alias), relation) }
    }
    const resolved = options.resolve(table)
    const alias = table.alias?.name.name ?? resolved.table.name
    const id = uniqueId(alias)
    if (hasColumnAliases(table.alias)) return bindRenamed({ table, resolved, id, scope })
    add({ kind: 'source', id, alias, resolved, used: new Set() }, scope)
    return { ...table, path: [identifier(id)], alias: undefined }
  }

  /** `Table AS t(a, b)`: the source's columns have other names outside, so it is a relation inside a relation. */
  const bindRenamed = ({
    table,
    resolved,
    id,
    scope,
  }: {
    table: TableReference
    resolved: ResolvedTable
    id: string
    scope: Scope
  }): TableReference => {
    const source: Source = {
      kind: 'source',
      id,
      alias: id,
      resolved,
      used: new Set(columnsOf(resolved)),
    }
    sources.push(source)
    relations.set(id, source)
    const columns = aliasColumns(
      table.alias,
      columnsOf(resolved).map((name): OutputName => ({ name, origin: undefined })),
    )
    const relation = add(
      derived({ alias: table.alias?.name.name ?? id, columns, query: undefined }),
      scope,
    )
    return { ...table, path: [identifier(id)], alias: renamed(table.alias, relation) }
  }

  const derived = ({
    alias,
    columns,
    query,
  }: Pick<Derived, 'alias' | 'columns' | 'query'>): Derived => ({
    kind: 'derived',
    id: uniqueId(alias),
    alias,
    columns,
    query,
  })

  const bindOrder = (element: OrderElement, around: Around): OrderElement => {
    if (element.kind === 'order-all') return element
    const { expression } = element
    const alias =
      expression.kind === 'column' && expression.path.length === 1
        ? expression.path[0]?.name.toLowerCase()
        : undefined
    // In ORDER BY a bare name is an output column first.
    if (alias !== undefined && around.scope?.aliases.has(alias) === true) return element
    return { ...element, expression: bindExpression(expression, around) }
  }

  const bindExpression = (expression: Expression, around: Around): Expression =>
    bindNode(expression, around)

  const bindChildren = <N extends Node>(node: N, around: Around): N =>
    mapChildren(node, (child) => bindNode(child, around))

  const bindNode = <N extends Node>(node: N, around: Around): N => {
    switch (node.kind) {
      case 'query':
        return bindQueryNode(node, around) as N
      case 'column':
        return bindColumn(node, around.scope) as N
      case 'function': {
        const [first] = node.arguments
        if (first?.kind === 'star' && node.name.toLowerCase() !== 'count')
          useAll(around.scope?.relations ?? [])
        return bindChildren(node, around)
      }
      case 'binary':
        if (node.operator === '->' && isLambda(node.left, around.scope))
          return bindLambda(node, around) as N
        return bindChildren(node, around)
      case 'star':
        return (
          around.scope ? { ...node, qualifier: bindStar(node.qualifier, around.scope).star } : node
        ) as N
      default:
        return bindChildren(node, around)
    }
  }

  const bindLambda = (
    node: Extract<Expression, { kind: 'binary' }>,
    around: Around,
  ): Expression => {
    const scope = newScope(around.scope)
    const parameters = node.left.kind === 'row' ? node.left.items : [node.left]
    for (const parameter of parameters)
      if (parameter.kind === 'column')
        scope.aliases.add(parameter.path[0]?.name.toLowerCase() ?? '')
    return { ...node, right: bindExpression(node.right, { ...around, scope }) }
  }

  return { sources, relations, query: bindQueryNode }
}

function bindColumn(
  reference: Extract<Expression, { kind: 'column' }>,
  scope: Scope | undefined,
): Expression {
  const found = resolveColumn(reference, scope ?? newScope(undefined))
  if (found.kind === 'open') return reference
  return {
    ...reference,
    path: [
      identifier(found.relation.id),
      { ...identifier(found.column), span: reference.path.at(-1)?.span },
    ],
  }
}

function bindStar(
  qualifier: readonly Identifier[],
  scope: Scope,
): { readonly star: readonly Identifier[]; readonly relation: Relation | undefined } {
  if (qualifier.length === 0) return { star: qualifier, relation: undefined }
  const relation = findRelation(qualifier, scope)
  if (relation !== undefined) return { star: [identifier(relation.id)], relation }
  throw new DevopsqlError(
    `${qualifier.map((part) => part.name).join('.')}.* names no table of this query`,
    {
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      hint: `FROM has ${scope.relations.map((known) => known.alias).join(', ') || 'no table'}.`,
      position: qualifier[0]?.span?.start,
    },
  )
}

/** `x -> …` is a lambda where `x` is no column that anybody knows. */
function isLambda(left: Expression, scope: Scope | undefined): boolean {
  if (left.kind === 'row') return left.items.every((item) => isLambda(item, scope))
  if (left.kind !== 'column' || left.path.length > 1) return false
  const name = left.path[0]?.name.toLowerCase()
  for (let at = scope; at !== undefined; at = at.outer) {
    const isKnown = at.relations.some((relation) =>
      columnNames(relation).some((column) => column.toLowerCase() === name),
    )
    if (isKnown || at.aliases.has(name ?? '')) return false
  }
  return true
}

function useAll(relations: readonly Relation[]): void {
  for (const relation of relations) {
    if (relation.kind === 'source')
      for (const name of columnsOf(relation.resolved)) relation.used.add(name)
  }
}

/** Columns that `*` stands for: request parameters are none of them. */
function columnsOf(resolved: ResolvedTable): readonly string[] {
  return resolved.table.columns
    .filter((column) => column.source.kind !== 'parameter')
    .map((column) => column.name)
}

interface Sides {
  readonly left: readonly Relation[]
  readonly right: readonly Relation[]
}

function useInBoth(name: string, { left, right }: Sides, scope: Scope): void {
  scope.merged.add(name.toLowerCase())
  for (const relation of [...left, ...right]) {
    const column = columnNames(relation).find(
      (candidate) => candidate.toLowerCase() === name.toLowerCase(),
    )
    if (relation.kind === 'source' && column !== undefined) relation.used.add(column)
  }
}

function commonNames({ left, right }: Sides): readonly string[] {
  const names = new Set(left.flatMap(columnNames).map((name) => name.toLowerCase()))
  return right.flatMap(columnNames).filter((name) => names.has(name.toLowerCase()))
}

function aliasColumns(
  alias: TableAlias | undefined,
  columns: readonly OutputName[] | undefined,
): readonly OutputName[] | undefined {
  if (alias === undefined || alias.columns.length === 0) return columns
  const named = alias.columns.map(
    (column): OutputName => ({ name: column.name, origin: undefined }),
  )
  return columns === undefined ? undefined : [...named, ...columns.slice(named.length)]
}

function hasColumnAliases(alias: TableAlias | undefined): boolean {
  return alias !== undefined && alias.columns.length > 0
}

function renamed(alias: TableAlias | undefined, relation: Derived): TableAlias {
  return { ...(alias ?? aliasOf(relation.alias)), name: identifier(relation.id) }
}

function aliasOf(name: string): TableAlias {
  return { kind: 'table-alias', name: identifier(name), columns: [] }
}

function identifier(name: string): Identifier {
  return { kind: 'identifier', name }
}

function mentions(query: Query, name: string): boolean {
  let found = false
  const visit = <N extends Node>(node: N): N => {
    if (
      node.kind === 'table' &&
      node.path.length === 1 &&
      node.path[0]?.name.toLowerCase() === name
    )
      found = true
    return found ? node : mapChildren(node, visit)
  }
  visit(query)
  return found
}

function unsupportedAlias(alias: TableAlias): DevopsqlError {
  return new DevopsqlError('a join in parentheses can not have an alias', {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: 'Write it as a subquery: (SELECT * FROM … JOIN …) AS name.',
    position: alias.span?.start,
  })
}
