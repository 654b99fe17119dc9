import type { Emulator } from '../emulator.ts'

/** The properties that tests read, all of them present in some answers only. */
export interface Body {
  readonly count: number
  readonly value: readonly Row[]
  readonly typeKey: string
  readonly message: string
  readonly id: unknown
  readonly rev: number
  readonly name: string
  readonly description?: string
  readonly wiql?: string
  readonly workItems: readonly { readonly id: number }[]
  readonly workItemRelations: readonly Relation[]
  readonly values: readonly Row[]
  readonly nextLink: string
  readonly continuationToken: string
  readonly isLastBatch: boolean
  readonly queryType: string
  readonly queryResultType: string
  readonly fields: Readonly<Record<string, unknown>>
}

interface Relation {
  readonly rel: string | null
  readonly source: { readonly id: number } | null
  readonly target: { readonly id: number }
}

export interface Row {
  readonly id: number | string
  readonly name: string
  readonly rev: number
  readonly path: string
  readonly hasChildren?: boolean
  readonly children?: readonly Row[]
  readonly wiql?: string
  readonly isDisabled?: boolean
  readonly defaultBranch?: string
  readonly size?: number
  readonly commitId: string
  readonly pullRequestId: number
  readonly status: string
  readonly buildNumber: string
  readonly queueTime: string
  readonly finishTime?: string
  readonly description?: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly descriptor?: string
  readonly principalName?: string
  readonly containerDescriptor?: string
  readonly memberDescriptor?: string
}

export interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

/** Asks an emulator with the right token; the api-version is added. */
export function ask(emulator: Emulator, path: string, post?: unknown): Promise<Asked> {
  return send(emulator, { method: post === undefined ? 'GET' : 'POST', path, body: post })
}

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** The same with any method. */
export async function send(emulator: Emulator, { method, path, body }: Sent): Promise<Asked> {
  const response = await fetch(`${emulator.url}/${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(':emulator-pat').toString('base64')}`,
      'x-tfs-fedauthredirect': 'Suppress',
      accept: 'application/json;api-version=7.1',
      'content-type': Array.isArray(body) ? 'application/json-patch+json' : 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, text, body: parsed as Body }
}
