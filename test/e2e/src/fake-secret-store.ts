import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeSecretStore extends AsyncDisposable {
  readonly address: string
  /** What was asked for, in order: `read`, `renew lease-1`. */
  readonly asked: readonly string[]
  /** Renewing is refused from now on. */
  endLeases(): void
}

/** Answers as HashiCorp Vault does for one secrets engine that makes a token for each lease. */
export async function startSecretStore(token: string): Promise<FakeSecretStore> {
  const asked: string[] = []
  let isRenewing = true

  const lease = (): object => {
    asked.push('read')
    const number = asked.filter((one) => one === 'read').length
    return { ...leaseFacts(`lease-${number}`), data: { token: `pat-${number}` } }
  }
  const renewal = (id: string): object | undefined => {
    asked.push(`renew ${id}`)
    return isRenewing ? { ...leaseFacts(id), data: null } : undefined
  }
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (request.headers['x-vault-token'] !== token) return answer(response, 403)
      const path = `${request.method} ${request.url}`
      if (path === 'GET /v1/azure-devops/creds/reader') return answer(response, 200, lease())
      if (path !== 'PUT /v1/sys/leases/renew') return answer(response, 404)
      const renewed = renewal((JSON.parse(body) as { readonly lease_id: string }).lease_id)
      return answer(response, renewed === undefined ? 400 : 200, renewed)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    endLeases: () => {
      isRenewing = false
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function leaseFacts(id: string): object {
  return { request_id: 'r', lease_id: id, renewable: true, lease_duration: 3600 }
}

function answer(response: ServerResponse, status: number, body: object = { errors: [] }): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
