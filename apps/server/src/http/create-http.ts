import { randomUUID } from 'node:crypto'
import { DevopsqlError } from '@devopsql/errors'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { isLoopback } from '../config/is-loopback.ts'
import type { Identity } from '../identity/identity.ts'
import { isSignInRefusal } from '../identity/sign-in-refusal.ts'
import { authenticate } from './authenticate.ts'
import { catalogRoute } from './catalog-route.ts'
import { explainRoute } from './explain-route.ts'
import { healthRoutes } from './health-routes.ts'
import type { HttpOptions } from './http-options.ts'
import { metricsRoute } from './metrics-route.ts'
import { openApi } from './open-api.ts'
import { problemOf } from './problem.ts'
import { queryRoute } from './query-route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; there wherever a route needs a sign-in. */
    identity: Identity | undefined
  }
  interface FastifyContextConfig {
    /** Whether anybody may ask. */
    readonly isPublic?: boolean
  }
}

/** The HTTP server, not yet listening. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { host, log, tls, bodyBytes, loopbackNamesOnly, headersMilliseconds } = options
  // Whoever sends a byte a minute must not hold a connection for hours.
  const patience = {
    headersTimeout: headersMilliseconds,
    connectionsCheckingInterval: headersMilliseconds / 3,
  }
  const app = fastify({
    ...(tls
      ? { https: { ...tls, ...patience, minVersion: 'TLSv1.2' as const } }
      : { http: patience }),
    // What it would write itself is of requests, which are not what is of interest, and may hold their headers.
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: bodyBytes,
    requestTimeout: headersMilliseconds * 2,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 500 },
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.server.maxHeadersCount = 100

  // A web page of another origin may send text without asking; JSON it may not.
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('identity', undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('request-id', request.id)
    reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
    if (loopbackNamesOnly && !isLoopback(hostName(request.headers.host))) {
      const problem = problemOf(notThisMachine(), request.id)
      return await reply
        .code(421)
        .type('application/problem+json')
        .send({ ...problem, status: 421 })
    }
    if (request.routeOptions.config.isPublic === true || request.is404) return
    request.identity = await authenticate(host.gate, request.headers.authorization)
    if (request.identity !== undefined) return
    log.warn({ queryId: request.id, address: request.ip }, 'sign-in refused')
    return await refuse(request, reply, refused())
  })
  app.setErrorHandler(async (error, request, reply) => {
    // Azure DevOps doesn't accept any more the token that the client has brought.
    if (request.identity?.bringsToken === true && isSignInRefusal(error))
      return await refuse(request, reply, error)
    const problem = problemOf(error, request.id)
    if (problem.status === 500) log.error({ queryId: request.id, err: error }, 'a request failed')
    return await reply.code(problem.status).type('application/problem+json').send(problem)
  })
  app.setNotFoundHandler(async (request, reply) => {
    const error = new DevopsqlError('there is nothing at this address', {
      code: 'DEVOPSQL_NOT_FOUND',
      hint: 'GET /v1/openapi.json lists what there is.',
    })
    return await reply.code(404).type('application/problem+json').send(problemOf(error, request.id))
  })

  await app.register(swagger, openApi)
  app.register(async (routes) => {
    const typed = routes.withTypeProvider<TypeBoxTypeProvider>()
    typed.setValidatorCompiler(TypeBoxValidatorCompiler)
    queryRoute(typed, options)
    explainRoute(typed, options)
    catalogRoute(typed, options)
    healthRoutes(typed, options)
    metricsRoute(typed, options)
    typed.get(
      '/v1/openapi.json',
      { config: { isPublic: true }, schema: { hide: true } },
      async () => await Promise.resolve(app.swagger()),
    )
  })
  await app.ready()
  return app
}

/** Asks for another sign-in. */
async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  error: DevopsqlError,
): Promise<FastifyReply> {
  reply.header('www-authenticate', 'Basic realm="devopsql", charset="UTF-8", Bearer')
  const problem = { ...problemOf(error, request.id), status: 401, title: 'Unauthorized' }
  return await reply.code(401).type('application/problem+json').send(problem)
}

function hostName(header: string | undefined): string {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)/.exec(header ?? '') ?? []
  return name.replace(/^\[|\]$/g, '')
}

function refused(): DevopsqlError {
  return new DevopsqlError('the sign-in is refused', { code: 'DEVOPSQL_SIGN_IN_FAILED' })
}

function notThisMachine(): DevopsqlError {
  return new DevopsqlError('the server answers to localhost only', {
    code: 'DEVOPSQL_USAGE',
    hint: 'Use http://localhost with its port, or start the server with accounts.',
  })
}
