import { onTestFinished } from 'vitest'
import { createRestClient } from '../client.ts'
import type { ListRequest, RestClient, RestClientOptions, RestRequest } from '../contract.ts'
import type { TestServer } from './test-server.ts'

/** A client whose clock moves only by its own waits. */
export interface TestClient {
  readonly client: RestClient
  /** What it waited, in milliseconds, in order. */
  readonly waits: number[]
}

/** A client of a test server. Random waits are as long as they can be. */
export function aClient(
  server: Pick<TestServer, 'url'>,
  options: Partial<RestClientOptions> = {},
): TestClient {
  const waits: number[] = []
  let time = Date.UTC(2026, 0, 1)
  const client = createRestClient({
    baseUrl: server.url,
    organization: 'contoso',
    tokenProvider: patProvider('s3cret-token'),
    now: () => time,
    random: () => 1,
    sleep: (milliseconds) => {
      waits.push(milliseconds)
      time += milliseconds
      return Promise.resolve()
    },
    ...options,
  })
  onTestFinished(() => client.close())
  return { client, waits }
}

/** A provider that always has the same token. */
export function patProvider(value: string): RestClientOptions['tokenProvider'] {
  return { getToken: () => Promise.resolve({ scheme: 'Basic', value, expiresAt: undefined }) }
}

/** A read of one page. */
export function aRequest(overrides: Partial<RestRequest> = {}): RestRequest {
  return {
    service: 'core',
    method: 'GET',
    template: '{project}/_apis/things',
    path: 'Web%20Shop/_apis/things',
    apiVersion: '7.1',
    ...overrides,
  }
}

/** A list of rows `{ id }`. */
export function aList(overrides: Partial<ListRequest> & Pick<ListRequest, 'paging'>): ListRequest {
  return { ...aRequest(), rows: 'value', rowKey: idOf, ...overrides }
}

/** The id of a row `{ id }`, as text. */
export function idOf(row: unknown): string | undefined {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : undefined
}
