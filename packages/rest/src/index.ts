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
export type { LedgerEntry, RequestLedger } from './request-ledger.ts'
export { createRequestMeter, type RequestMeter } from './request-meter.ts'
