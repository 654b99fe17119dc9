import { existsSync, readFileSync } from 'node:fs'
import type { Access, Column, DecoderName, Table } from '@devopsql/schema'
import { describe, expect, it } from 'vitest'
import { tables } from './tables.ts'
import { undeclaredFilters } from './undeclared-filters.ts'

const folder = new URL('../../../../shared/specs/', import.meta.url)
const isHere = existsSync(folder)
const reason = isHere ? '' : ' (needs ../shared/specs, which is not present)'

type Json = Readonly<Record<string, unknown>>

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {}
}

interface Operation {
  readonly spec: Json
  readonly body: Json
}

/** Where a schema that was resolved has its name. */
const nameOf = '$name'

const files = [
  'core',
  'graph',
  'memberEntitlementManagement',
  'ims',
  'security',
  'audit',
  'wit',
  'git',
  'policy',
  'tfvc',
  'build',
  'pipelines',
  'approvalsAndChecks-pipelinesapproval',
  'approvalsAndChecks-pipelinesChecks',
  'distributedTask-elastic',
  'distributedTask-taskAgent',
  'serviceEndpoint',
  'release',
  'wiki',
  'processes',
  'dashboard',
  'work',
  'testPlan',
  'test',
  'artifacts-feed',
  'hooks',
  'notification',
  'search',
] as const

function loadOperations(): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>()
  for (const file of files) {
    const spec = object(JSON.parse(readFileSync(new URL(`7.1/${file}.json`, folder), 'utf8')))
    for (const [path, methods] of Object.entries({
      ...object(spec['x-ms-paths']),
      ...object(spec['paths']),
    })) {
      for (const [method, body] of Object.entries(object(methods))) {
        const key = `${method} ${shape(path)}`
        operations.set(key, merge(operations.get(key), { spec, body: object(body) }))
      }
    }
  }
  return operations
}

/** Paths that differ in their query only are one operation with the parameters of all, and the fullest list. */
function merge(one: Operation | undefined, other: Operation): Operation {
  if (one === undefined) return other
  const { spec, body } = fullness(one) > fullness(other) ? one : other
  const parameters = [...list(other.body['parameters']), ...list(one.body['parameters'])]
  return { spec, body: { ...body, parameters } }
}

function fullness({ spec, body }: Operation): number {
  const answer = resolve(spec, object(object(object(body['responses'])['200'])['schema']))
  if (answer['type'] !== 'array') return 0
  return Object.keys(properties(spec, resolve(spec, answer['items']))).length
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Holes without names, the query of overloaded paths cut off, no organization, project optional. */
function shape(path: string): string {
  return path
    .toLowerCase()
    .replace(/\?.*$/, '')
    .replace('/{organization}/', '')
    .replace(/^\{project\}\/(?:\{team\}\/)?/, '')
    .replaceAll(/\{[^}]+\}/g, '{}')
}

const operations = isHere ? loadOperations() : new Map<string, Operation>()

function operationOf(access: {
  readonly request: Pick<Access['request'], 'method' | 'path'>
}): Operation | undefined {
  const { method, path } = access.request
  const key = `${method.toLowerCase()} ${shape(path)}`
  // The service answers some paths also without their last segment, which stands for one row of the list.
  const found = operations.get(key) ?? operations.get(`${key}/{}`)
  // Or name a kind of row where the specification has a hole, and none of its rows.
  return found ?? operations.get(key.replace(/[^/]+$/, '{}/{}'))
}

function resolve(spec: Json, schema: unknown): Json {
  const { $ref, ...rest } = object(schema)
  if (typeof $ref !== 'string') return rest
  const name = $ref.split('/').at(-1) ?? ''
  // Objects in the specification, texts on the wire.
  if (name === 'IdentityDescriptor' || name === 'SubjectDescriptor') return { type: 'string' }
  return { ...object(object(spec['definitions'])[name]), ...rest, [nameOf]: $ref }
}

/** Schemas that extend this one: what is answered may be one of them. */
function kindsOf(spec: Json, schema: Json): readonly Json[] {
  return Object.keys(object(spec['definitions']))
    .map((name) => resolve(spec, { $ref: `#/definitions/${name}` }))
    .filter((kind) => list(kind['allOf']).some((part) => object(part)['$ref'] === schema[nameOf]))
}

function properties(spec: Json, schema: Json): Json {
  const inherited = list(schema['allOf']).flatMap((part) =>
    Object.entries(properties(spec, resolve(spec, part))),
  )
  return Object.fromEntries([...inherited, ...Object.entries(object(schema['properties']))])
}

/** The schema at a path, or `any` below a free-form object. */
function schemaAt(spec: Json, schema: Json, path: readonly string[]): Json | 'any' | undefined {
  const [first, ...rest] = path
  if (first === undefined) return schema
  const known = properties(spec, schema)
  if (Object.keys(known).length === 0 || 'additionalProperties' in schema) return 'any'
  if (Object.keys(known).join() === 'links') return 'any'
  if (first in known) return schemaAt(spec, resolve(spec, known[first]), rest)
  const kind = kindsOf(spec, schema).find((each) => first in properties(spec, each))
  return kind && schemaAt(spec, kind, path)
}

function rowSchema({ spec, body }: Operation, { rows }: Access): Json {
  const response = object(object(object(body['responses'])['200'])['schema'])
  const answer = resolve(spec, response)
  // The list is the answer itself, or lies in a property of it.
  const list = answer['type'] === 'array' ? answer : resolve(spec, properties(spec, answer)[rows])
  return list['type'] === 'array' ? resolve(spec, list['items']) : answer
}

function elementSchema(operation: Operation, access: Access): Json {
  const row = rowSchema(operation, access)
  if (access.each === undefined) return row
  const { spec } = operation
  return access.each.split('.').reduce((schema, name) => {
    const inner = name.split('|').map((one) => {
      const part = resolve(spec, properties(spec, schema)[one])
      return part['type'] === 'array' ? resolve(spec, part['items']) : part
    })
    const [only, ...others] = inner
    if (only !== undefined && others.length === 0) return only
    return { properties: Object.assign({}, ...inner.map((part) => properties(spec, part))) }
  }, row)
}

/** Operations that the specification lacks, with where they are known from. */
const unspecified: Readonly<Record<string, string>> = {
  JobRequests: 'a recorded answer, whose rows the specification has inside agents',
  SecureFiles: 'the official client for Node.js, azure-devops-node-api',
  InstalledExtensions: 'the official client for Node.js, azure-devops-node-api',
}

const everyRemote = tables.filter(({ kind }) => kind !== 'system')
const remote = everyRemote.filter(({ name }) => !(name in unspecified))
const accesses = remote.flatMap((table) => table.access.map((access) => ({ table, access })))
// The batch answers an array of work items, which the specification says of no GET.
const listed = accesses.filter(({ access }) => access.language === 'parameters')
const titles = (of: readonly { readonly table: Table; readonly access: Access }[]) =>
  of.map(({ table, access }) => [table.name, access.name, { table, access }] as const)

function typeOf(schema: Json): string {
  const enumeration = Array.isArray(schema['enum']) ? 'enum' : undefined
  const format = typeof schema['format'] === 'string' ? `:${schema['format']}` : ''
  // An object without properties stands for any value.
  const isAny = schema['type'] === 'object' && !('properties' in schema)
  return isAny ? 'any' : (enumeration ?? `${String(schema['type'] ?? 'object')}${format}`)
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  varchar: ['any', 'string', 'enum', 'string:uuid', 'string:Char'],
  uuid: ['string:uuid', 'string'],
  // Resource references have their number as text; the specification calls a byte a text.
  integer: ['integer:int32', 'integer:int16', 'string', 'string:byte'],
  bigint: ['integer:int64'],
  double: ['number:double'],
  boolean: ['boolean'],
  timestamptz: ['string:date-time'],
  json: ['any', 'array', 'object', 'string:JObject'],
}

/** What a decoder looks for in an object. */
function insideOf(decode: DecoderName): readonly string[] {
  return inside[decode] ?? []
}

const inside: Partial<Readonly<Record<DecoderName, readonly string[]>>> = {
  'person-name': ['displayName'],
  'person-unique-name': ['uniqueName'],
  demand: ['name'],
  'demand-name': ['name'],
  'demand-value': ['value'],
}

function problemOf(column: Column, operation: Operation, access: Access): string | undefined {
  const { source } = column
  if (source.kind !== 'row' && source.kind !== 'outer') return undefined
  const row =
    source.kind === 'outer' ? rowSchema(operation, access) : elementSchema(operation, access)
  const schema = schemaAt(operation.spec, row, [...source.path, ...insideOf(source.decode)])
  if (schema === 'any') return undefined
  if (schema === undefined) return `${column.name}: no ${source.path.join('.')}`
  const type = typeOf(schema)
  if (source.decode === 'american-time') return type === 'string' ? undefined : column.name
  return allowed[column.type]?.includes(type) === true
    ? undefined
    : `${column.name}: ${column.type} for ${type}`
}

describe.skipIf(!isHere)(`the official 7.1 specification${reason}`, () => {
  it.each(titles(accesses))('has the operation of %s, %s', (_table, _access, { access }) => {
    const { also = [], ...request } = access.request
    const paths = [request.path, ...also]
    expect(paths.map((path) => operationOf({ request: { ...request, path } }))).not.toContain(
      undefined,
    )
  })

  it.each(everyRemote.filter(({ name }) => name in unspecified))(
    'does not have the operation of $name',
    ({ access }) => {
      expect(access.map(operationOf)).toEqual([undefined])
    },
  )

  it.each(titles(accesses))('asks for the api-version of %s, %s', (_table, _access, { access }) => {
    const operation = operationOf(access)
    const reference = list(operation?.body['parameters'])
      .map((parameter) => object(parameter)['$ref'])
      .find((ref) => typeof ref === 'string')
    const name = reference?.split('/').at(-1) ?? ''
    const about = object(object(operation?.spec['parameters'])[name])['description']
    expect(String(about)).toContain(`'${access.request.apiVersion}'`)
  })

  it.each(titles(listed))('knows each column of %s, %s', (_table, _access, { table, access }) => {
    // Rows that are answered in part are read again, from where each has all of its columns.
    const { request, partial } = access
    const operation = operationOf({ request: { ...request, path: partial?.path ?? request.path } })
    const problems = table.columns.flatMap((column) =>
      operation === undefined ? ['no operation'] : (problemOf(column, operation, access) ?? []),
    )
    expect(problems).toEqual([])
  })

  it.each(titles(listed))('knows each parameter of %s, %s', (_table, _access, { access }) => {
    const known = new Set(parametersOf(access))
    expect(sentParameters(access).filter((name) => !known.has(name))).toEqual([])
  })

  it.each(remote.map((table) => [table.name, table] as const))(
    'sends every parameter that the operations of %s take, or says why not',
    (name, table) => {
      const lists = table.access.filter(({ language }) => language === 'parameters')
      const sent = new Set([
        ...lists.flatMap(sentParameters),
        ...table.columns.flatMap(({ needs }) => Object.keys(needs ?? {})),
        ...lists.flatMap(({ partial }) => Object.keys(partial?.query ?? {})),
      ])
      const left = new Set(lists.flatMap(parametersOf).filter((parameter) => !sent.has(parameter)))
      expect([...left].toSorted()).toEqual(Object.keys(undeclaredFilters[name] ?? {}).toSorted())
    },
  )

  it.each(
    remote
      .filter(({ access }) => access.every(({ language }) => language !== 'wiql'))
      .map((table) => [table.name, table]),
  )('has every scalar of %s as a column', (name, table) => {
    const [access] = table.access
    const operation = access && operationOf(access)
    const schema = operation && elementSchema(operation, access)
    const known = operation && schema ? properties(operation.spec, schema) : {}
    const paths = new Set([
      ...table.columns.flatMap(({ source }) =>
        source.kind === 'row'
          ? [[...source.path, ...insideOf(source.decode)][0], source.otherwise?.[0]]
          : [],
      ),
      // The rows below a row are rows, no value of a column.
      access?.tree?.children,
      access?.inside,
    ])
    expect(Object.keys(known).filter((property) => !paths.has(property))).toEqual(
      leftOut[name] ?? [],
    )
  })
})

/** The parameters of the operation of an access: those of its query, or the properties of its body. */
function parametersOf(access: Access): readonly string[] {
  const operation = operationOf(access)
  const parameters = list(operation?.body['parameters']).map(object)
  if (operation !== undefined && access.request.parametersIn === 'body') {
    const [body] = parameters.filter((parameter) => parameter['in'] === 'body')
    const { spec } = operation
    return Object.keys(properties(spec, resolve(spec, body?.['schema'])))
  }
  return parameters
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter) => String(parameter['name']))
}

function sentParameters(access: Access): readonly string[] {
  return [
    ...Object.keys(access.request.query ?? {}),
    ...(access.request.parametersIn === 'body' ? Object.keys(access.request.body ?? {}) : []),
    ...access.pushdown.flatMap((pushdown) => Object.keys(pushdown.send)),
    ...(access.orders ?? []).flatMap((order) => Object.keys(order.send)),
    ...pagingParameters(access),
  ]
}

function pagingParameters({ paging }: Access): readonly string[] {
  switch (paging.kind) {
    case 'skip-top':
      return [paging.top, paging.skip]
    case 'continuation-header':
    case 'continuation-body':
      return [paging.token, ...(paging.top === undefined ? [] : [paging.top])]
    case 'top-only':
      return [paging.top]
    case 'time-window':
      return [paging.from, paging.to, paging.token, paging.top]
    case 'single':
    case 'ids-then-batch':
      return []
  }
}

/** What rows of lists hold only when another parameter asks for it, or what a table of its own shows. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // The rule of a new group.
  GroupEntitlements: ['members'],
  // What was asked for.
  AccessControlLists: ['includeExtendedInfo'],
  // A secret.
  AgentClouds: ['sharedSecret'],
  // Changes of one commit only, statuses of commitsbatch, includeWorkItems: see CommitWorkItems.
  Commits: ['changes', 'statuses', 'workItems'],
  // The list leaves it out, and the repository is that of the parent row.
  Pushes: ['commits', 'repository'],
  // A table of its own.
  Dashboards: ['widgets'],
  // Some of the dashboard of the parent row.
  Widgets: ['dashboard'],
  // Only where changes are pushed.
  CommitChanges: ['newContent', 'newContentTemplate'],
  PullRequestChanges: ['newContent', 'newContentTemplate'],
  // What this list can't be asked for.
  PullRequestIterationCommits: ['_links', 'changes', 'push', 'statuses', 'workItems'],
  PullRequestCommits: ['_links', 'changes', 'push', 'statuses', 'workItems'],
  TfvcChangesetChanges: ['newContent'],
  TfvcShelvesetChanges: ['newContent'],
  // Only of one file.
  TfvcItems: ['content', 'contentMetadata'],
  TfvcLabelItems: ['content', 'contentMetadata'],
  // One level at a time, and one file at a time.
  GitItems: ['content', 'latestProcessedChange'],
  // That of the parent row.
  ImportRequests: ['repository'],
  // Tables of their own.
  GitTags: ['statuses'],
  // includeCommits and includeWorkItemRefs of one pull request only.
  PullRequests: ['commits', 'workItemRefs'],
  // The project that was asked; most answers leave it out.
  ReleaseDefinitions: ['projectReference'],
  Releases: ['projectReference'],
  Deployments: ['projectReference'],
  // includeContent of one page only.
  WikiPages: ['content'],
  // Columns of the release that holds the row.
  ReleaseEnvironments: ['release', 'releaseDefinition', 'releaseId'],
}
