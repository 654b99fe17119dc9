import { DevopsqlError } from '@devopsql/errors'
import type {
  CommonTable,
  Expression,
  OrderElement,
  Query,
  QueryBody,
  Select,
  SelectItem,
} from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'
import { bindTable } from './bind-from.ts'
import { bindNode, bindStar } from './bind-node.ts'
import {
  type Around,
  type Binding,
  type BindOptions,
  type CommonColumns,
  hiddenOf,
  hideColumns,
  useAll,
} from './binding.ts'
import { outputOf } from './output-names.ts'
import type { OutputName, Relation, Source } from './relation.ts'
import { newScope, type Scope, starColumn } from './scope.ts'
import { cteNames } from './table-names.ts'

/** A query whose names are resolved: tables stand under unique ids, columns are qualified by them. */
export interface BoundQuery {
  readonly query: Query
  readonly sources: readonly Source[]
  /** Every relation by its id, sources and derived ones. */
  readonly relations: ReadonlyMap<string, Relation>
}

/** Resolves the names of a query. Throws where a column doesn't exist or is ambiguous, with its position. */
export function bindQuery(query: Query, options: BindOptions): BoundQuery {
  const taken = new Set(cteNames(query))
  const binding: Binding = {
    options,
    sources: [],
    relations: new Map(),
    stars: [],
    uniqueId: (wanted) => {
      let id = wanted
      for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${wanted}_${count}`
      taken.add(id.toLowerCase())
      return id
    },
    query: (nested, around) => bindNested(nested, around, binding),
    node: (node, around) => bindNode(node, around, binding),
  }
  const bound = binding.query(query, { scope: undefined, ctes: new Map() })
  hideColumns(binding)
  return { query: bound, sources: binding.sources, relations: binding.relations }
}

function bindNested(query: Query, outside: Around, binding: Binding): Query {
  const ctes = new Map(outside.ctes)
  const around: Around = { scope: outside.scope, ctes }
  const isRecursive = query.with?.recursive === true
  checkTableNames(query)
  const tables = query.with?.tables.map((table) => {
    const { bound, columns } = bindCommonTable(table, around, { binding, isRecursive })
    ctes.set(table.name.name.toLowerCase(), columns)
    return bound
  })
  const { body, scope } = bindBody(query.body, around, binding)
  return {
    ...query,
    with: query.with && { ...query.with, tables: tables ?? [] },
    body,
    orderBy: scope
      ? query.orderBy.map((element) => bindOrder(element, { scope, ctes }, binding))
      : query.orderBy,
    limit: query.limit && binding.node(query.limit, around),
    offset: query.offset && binding.node(query.offset, around),
  }
}

function checkTableNames(query: Query): void {
  const taken = new Set<string>()
  for (const { name } of query.with?.tables ?? []) {
    const lower = name.name.toLowerCase()
    if (taken.has(lower)) {
      throw new DevopsqlError(`two common tables are called ${name.name}`, {
        code: 'DEVOPSQL_AMBIGUOUS_NAME',
        hint: 'Give one of them another name.',
        position: name.span?.start,
      })
    }
    taken.add(lower)
  }
}

interface CommonContext {
  readonly binding: Binding
  readonly isRecursive: boolean
}

interface BoundCommonTable {
  readonly bound: CommonTable
  readonly columns: CommonColumns
}

function bindCommonTable(
  table: CommonTable,
  around: Around,
  { binding, isRecursive }: CommonContext,
): BoundCommonTable {
  const { name } = table.name
  const named =
    table.columns.length > 0
      ? table.columns.map((column): OutputName => ({ name: column.name, origin: undefined }))
      : undefined
  const readsItself = isRecursive && mentions(table.query, name.toLowerCase())
  const self: CommonColumns = { name, columns: named, query: undefined }
  const ctes = readsItself
    ? new Map([...around.ctes, [name.toLowerCase(), self] as const])
    : around.ctes
  const query = binding.query(table.query, { ...around, ctes })
  const columns = named ?? outputOf(query, binding.relations)
  return {
    bound: { ...table, query },
    columns: { name, columns, query: readsItself || named !== undefined ? undefined : query },
  }
}

function mentions(query: Query, name: string): boolean {
  let isFound = false
  walk(query, (node) => {
    if (
      node.kind === 'table' &&
      node.path.length === 1 &&
      node.path[0]?.name.toLowerCase() === name
    )
      isFound = true
    return !isFound
  })
  return isFound
}

interface BoundBody {
  readonly body: QueryBody
  /** What ORDER BY can use besides output columns; undefined where there is nothing. */
  readonly scope: Scope | undefined
}

function bindBody(body: QueryBody, around: Around, binding: Binding): BoundBody {
  switch (body.kind) {
    case 'select':
      return bindSelect(body, around, binding)
    case 'query':
      return { body: binding.query(body, around), scope: undefined }
    case 'values':
      return { body: bindNode(body, around, binding), scope: undefined }
    case 'set-operation': {
      const left = bindBody(body.left, around, binding).body
      return {
        body: { ...body, left, right: bindBody(body.right, around, binding).body },
        scope: undefined,
      }
    }
  }
}

function bindSelect(select: Select, outside: Around, binding: Binding): BoundBody {
  const scope = newScope(outside.scope)
  const around = { scope, ctes: outside.ctes }
  const from = select.from.map((table) => bindTable(table, around, binding))
  // The items come first: an alias must not hide a column from the item that it names.
  const items = select.items.map((item) => {
    const bound = bindItem(item, around, binding)
    // The items that follow can use the alias, as in DuckDB; the item itself can not.
    if (item.alias) scope.aliases.add(item.alias.name.toLowerCase())
    return bound
  })
  const body: Select = {
    ...select,
    from,
    items,
    distinct: select.distinct && binding.node(select.distinct, around),
    where: select.where && binding.node(select.where, around),
    groupBy: select.groupBy && binding.node(select.groupBy, around),
    having: select.having && binding.node(select.having, around),
    windows: select.windows.map((window) => binding.node(window, around)),
    qualify: select.qualify && binding.node(select.qualify, around),
  }
  for (const { expression } of items) {
    const name =
      expression.kind === 'column' ? expression.path.at(-1)?.name.toLowerCase() : undefined
    if (name !== undefined && !scope.outputs.has(name)) scope.outputs.set(name, expression)
  }
  return { body, scope }
}

function bindItem(
  item: SelectItem,
  around: { readonly scope: Scope; readonly ctes: Around['ctes'] },
  binding: Binding,
): SelectItem {
  const { expression } = item
  if (expression.kind === 'like' && expression.operand.kind === 'star') {
    useAll(around.scope.relations)
    return bindNode(item, around, binding)
  }
  if (expression.kind !== 'star') return keepWrittenName(item, bindNode(item, around, binding))
  const { qualifier, relation } = bindStar(expression.qualifier, around.scope)
  const relations = relation === undefined ? around.scope.relations : [relation]
  useAll(relations)
  const exclude = expression.exclude.map((name) => starColumn(name, relations))
  const replace = expression.replace.map((replaced) => ({
    ...bindItem(replaced, around, binding),
    alias: replaced.alias && starColumn(replaced.alias, relations),
  }))
  const rename = expression.rename?.map((renamed) => ({
    ...renamed,
    expression: renamedColumn(renamed.expression, relations),
  }))
  const hidden = hiddenOf(relations, binding)
  const star = {
    ...expression,
    qualifier,
    exclude,
    replace,
    ...(rename && { rename }),
    ...(hidden && { hidden }),
  }
  return { ...item, expression: star }
}

function renamedColumn(expression: Expression, relations: readonly Relation[]): Expression {
  const name = expression.kind === 'column' ? expression.path.at(-1) : undefined
  return name === undefined ? expression : { kind: 'column', path: [starColumn(name, relations)] }
}

/** A column that was asked for by its other name keeps that name in the result. */
function keepWrittenName(item: SelectItem, bound: SelectItem): SelectItem {
  const written = item.expression.kind === 'column' ? item.expression.path.at(-1) : undefined
  const found = bound.expression.kind === 'column' ? bound.expression.path.at(-1) : undefined
  const isSame = written?.name.toLowerCase() === found?.name.toLowerCase()
  return item.alias !== undefined || written === undefined || isSame
    ? bound
    : { ...bound, alias: written }
}

function bindOrder(
  element: OrderElement,
  around: { readonly scope: Scope; readonly ctes: Around['ctes'] },
  binding: Binding,
): OrderElement {
  if (element.kind === 'order-all') return element
  const { expression } = element
  const isBare = expression.kind === 'column' && expression.path.length === 1
  // In ORDER BY a bare name is an output column first.
  if (isBare && around.scope.aliases.has(expression.path[0]?.name.toLowerCase() ?? ''))
    return element
  const output = isBare
    ? around.scope.outputs.get(expression.path[0]?.name.toLowerCase() ?? '')
    : undefined
  if (output !== undefined) return { ...element, expression: { ...output, span: expression.span } }
  return bindNode(element, around, binding)
}
