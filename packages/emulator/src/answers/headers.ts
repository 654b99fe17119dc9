import type { Answer, ContentType } from './answer.ts'

// Names and values as in nearly all recorded exchanges. (measured)
const common = {
  'access-control-expose-headers': 'Request-Context',
  'cache-control': 'no-cache',
  expires: '-1',
  p3p: 'CP="CAO DSP COR ADMa DEV CONo TELo CUR PSA PSD TAI IVDo OUR SAMi BUS DEM NAV STA UNI COM INT PHY ONL FIN PUR LOC CNT"',
  pragma: 'no-cache',
  'request-context': 'appId=cid-v1:00000000-0000-0000-0000-000000000000',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  vary: 'Accept-Encoding',
  'x-cache': 'CONFIG_NOCACHE',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-tfs-processid': '605d9bba-706c-430f-82de-fe253f80e478',
  'x-vss-senderdeploymentid': 'ed30ce5c-9d0a-f73c-3580-4315c7f84d83',
} as const

// The empty 401 has fewer. (measured)
const onlyWithBody = ['cache-control', 'expires', 'pragma', 'vary', 'x-frame-options'] as const

const types: Readonly<Record<Exclude<ContentType, 'api' | 'none'>, string>> = {
  json: 'application/json; charset=utf-8',
  'json-without-charset': 'application/json',
  plain: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

export interface HeaderInput {
  /** Number of the request: ids in headers follow from it. */
  readonly request: number
  /** `<id>:<mail>` of whom the token belongs to. */
  readonly userData: string
  readonly apiVersion: string
  readonly session: string
}

export function headersFor(answer: Answer, input: HeaderInput): Record<string, string> {
  const activity = `${input.request.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
  const headers: Record<string, string> = {
    ...common,
    activityid: activity,
    'x-vss-e2eid': activity,
    'x-tfs-session': input.session,
    'x-msedge-ref': `Ref A: ${activity} Ref B: EMULATOR Ref C: 2026-01-01T00:00:00Z`,
    ...answer.headers,
  }
  if (answer.contentType === 'none') {
    for (const name of onlyWithBody) delete headers[name]
    return headers
  }
  headers['x-vss-userdata'] = input.userData
  headers['content-type'] =
    answer.contentType === 'api'
      ? `application/json; charset=utf-8; api-version=${input.apiVersion}`
      : types[answer.contentType]
  return headers
}
