import type { HttpClient } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'

export interface PipelineTokenRequest {
  /** Who runs the pipeline, in words. */
  readonly agent: string
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** What the agent permits the request by. */
  readonly token: string
  /** Field of the answer that holds the identity token. */
  readonly field: string
  readonly signal?: AbortSignal | undefined
}

/** The identity token that a build agent gives its job. */
export async function pipelineToken(
  http: HttpClient,
  { agent, method, url, token, field, signal }: PipelineTokenRequest,
): Promise<string> {
  const { status, text } = await http({
    method,
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-tfs-fedauthredirect': 'Suppress',
    },
    ...(method === 'POST' && { body: '' }),
    signal,
  })
  const found = status === 200 ? fieldIn(text, field) : undefined
  if (found !== undefined) return found
  throw new DevopsqlError(`${agent} gave the job no identity token (status ${status})`, {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Check that the job may have one (id-token: write in GitHub Actions), and the service connection in Azure Pipelines.',
  })
}

function fieldIn(text: string, name: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const value: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}
