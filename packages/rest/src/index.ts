export { createRestClient } from './client.ts'
export type {
  ListRequest,
  ProxyOptions,
  RateLimitState,
  RequestContext,
  RestClient,
  RestClientOptions,
  RestPage,
  RestRequest,
  RestResponse,
  WorkItemPage,
  WorkItemRequest,
} from './contract.ts'
export type { FaultKind } from './faults.ts'
export { organizationAddress } from './hosts.ts'
export { type ClosableHttpClient, createHttpClient, type HttpClientOptions } from './http-client.ts'
export type { Log, LogEvent, LogLevel, LogModule } from './log/log-event.ts'
export { isSecretName, removed } from './log/secret-name.ts'
export { scopeFor } from './permission-names.ts'
export {
  type HostAnswer,
  type HostReach,
  type ReachFailure,
  type ReachOptions,
  reachHost,
} from './reach/reach-host.ts'
export type { ServerCertificate } from './reach/server-certificate.ts'
export { readList } from './read-list.ts'
export { readWorkItems } from './read-work-items.ts'
export { type RemoteFacts, remoteFactsOf } from './remote-facts.ts'
export type { LedgerEntry, RequestLedger } from './request-ledger.ts'
export { createRequestMeter, type RequestMeter } from './request-meter.ts'
export { secretsOfToken } from './token-secrets.ts'
