import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'

interface Operation {
  readonly operationId: string
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

let served: Served
let document: Document
beforeAll(async () => {
  served = await serve()
  document = (await (await served.get('/v1/openapi.json')).json()) as Document
})
afterAll(async () => await served[Symbol.asyncDispose]())

/** What the document says of an answer. */
function schemaOf(path: string, method: string, answer: Response): ValidateFunction {
  const responses = document.paths[path]?.[method]?.responses
  const described = responses?.[String(answer.status)] ?? responses?.['default']
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = described?.content[type]?.schema
  if (schema === undefined) throw new Error(`${path} ${answer.status} ${type} is not described`)
  return new Ajv2020({ strict: false }).compile(schema)
}

it('describes every operation', () => {
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
  )
  expect(operations.toSorted()).toEqual([
    'catalog: get /v1/catalog',
    'explain: post /v1/explain',
    'health: get /health',
    'metrics: get /metrics',
    'query: post /v1/query',
    'ready: get /health/ready',
  ])
})

const everyType = `SELECT Id, Title, CreatedDate, NULL AS n, ARRAY[1, NULL] AS l, 1.5::DECIMAL(9, 2) AS d FROM WorkItems LIMIT 3`

it.each<[string, object]>([
  ['/v1/query', { sql: everyType }],
  ['/v1/query', { sql: 'SELECT Id FROM WorkItems', maxRows: 1 }],
  ['/v1/query', { sql: 'SELECT FROM' }],
  ['/v1/query', { sql: 'SELECT Idd FROM WorkItems' }],
  ['/v1/query', { parameters: [] }],
  ['/v1/explain', { sql: 'SELECT * FROM Builds' }],
  ['/v1/explain', { sql: 'EXPLAIN' }],
])('answers POST %s %j as it describes', async (path, body) => {
  const answer = await served.post(path, body)
  const isDescribed = schemaOf(path, 'post', answer)
  isDescribed(await answer.json())
  expect(isDescribed.errors).toBeNull()
})

it.each([
  '/v1/catalog',
  '/v1/catalog?of=catalogs',
  '/v1/catalog?of=schemas',
  '/v1/catalog?of=columns&schema=Information',
  '/v1/catalog?of=nothing',
  '/v1/catalog?x=1',
  '/health',
  '/health/ready',
])('answers GET %s as it describes', async (path) => {
  const answer = await served.get(path)
  const isDescribed = schemaOf(path.split('?')[0] ?? '', 'get', answer)
  isDescribed(await answer.json())
  expect(isDescribed.errors).toBeNull()
})
