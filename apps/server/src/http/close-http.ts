import type { FastifyInstance } from 'fastify'

/** Takes nothing new, lets answers under way end within the grace time, and breaks off the rest. */
export async function closeHttp(app: FastifyInstance, graceMilliseconds: number): Promise<void> {
  const closed = app.close()
  // A connection whose answer has ended stays open for the next request, which won't come.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  const grace = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds)
  try {
    await closed
  } finally {
    clearInterval(idle)
    clearTimeout(grace)
  }
}
