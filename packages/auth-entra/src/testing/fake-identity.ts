import type { HttpAnswer, HttpClient, HttpRequest } from '@devopsql/auth'

/** An identity service that answers what it is told, in turn, and remembers what it was sent. */
export interface FakeIdentity {
  readonly http: HttpClient
  /** The forms that were posted. */
  readonly forms: readonly URLSearchParams[]
  readonly requests: readonly HttpRequest[]
}

type Reply = Partial<HttpAnswer> | Error

export function fakeIdentity(replies: readonly Reply[]): FakeIdentity {
  const forms: URLSearchParams[] = []
  const requests: HttpRequest[] = []
  const http = (request: HttpRequest): Promise<HttpAnswer> => {
    const reply = replies[forms.length] ?? new Error('asked too often')
    requests.push(request)
    forms.push(new URLSearchParams(request.body ?? ''))
    if (reply instanceof Error) return Promise.reject(reply)
    return Promise.resolve({ status: 200, headers: {}, text: '{}', ...reply })
  }
  return { http, forms, requests }
}

/** The answer of the token endpoint. */
export function tokens(accessToken: string, refreshToken?: string): Reply {
  return {
    text: JSON.stringify({
      token_type: 'Bearer',
      access_token: accessToken,
      expires_in: 3600,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    }),
  }
}

/** A refusal of the token endpoint. */
export function refusal(error: string, description = ''): Reply {
  return {
    status: 400,
    text: JSON.stringify({ error, error_description: description, error_codes: [] }),
  }
}
