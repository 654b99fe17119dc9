import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './answers/answer.ts'
import { errorAnswer, FailedRequest, unknownProject, unknownRoute } from './answers/failures.ts'
import { headersFor } from './answers/headers.ts'
import { signInPage } from './answers/sign-in.ts'
import { resolveApiVersion } from './api-version.ts'
import { routes } from './areas/all-routes.ts'
import { answerOptions } from './areas/locations.ts'
import { authenticate, type Place } from './authentication.ts'
import type { Changes } from './changes.ts'
import type { Organization } from './data/organization.ts'
import { blockedAnswer, type Fault, type Faults, faultAnswer } from './faults.ts'
import type { ResolvedOptions } from './options.ts'
import { parseQuery } from './query-parameters.ts'
import { createRateLimiter } from './rate-limit.ts'
import { createRouter, type Match } from './router.ts'
import { encode, send, spoil, type WireAnswer } from './send.ts'
import type { StatsRecorder } from './stats.ts'
import { seenBy, type Visitor } from './visitor.ts'

export interface ServerState {
  readonly organization: Organization
  readonly options: ResolvedOptions
  readonly faults: Faults
  readonly changes: Changes
  readonly stats: StatsRecorder
  /** Where the emulator listens, with the organization. */
  url(): string
}

interface Incoming {
  readonly method: string
  readonly url: string
  readonly search: string
  /** Decoded, without the organization. */
  readonly segments: readonly string[]
  readonly request: IncomingMessage
  readonly text: string
}

const findRoute = createRouter(routes)

/** Makes the request listener of an organization. */
export function createListener(
  state: ServerState,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { options, organization, stats, faults, changes } = state
  const views = new Map<string, Organization>()
  const limiter = options.rateLimit === undefined ? undefined : createRateLimiter(options.rateLimit)
  const memory = new Map<string, WireAnswer>()
  const owner = organization.users.at(0)
  const userData = `${owner.id}:${owner.mail}`
  const place: Place = { organization: organization.name, tenant: options.tenant }
  let requests = 0

  const visitorOf = ({ request }: Incoming): Visitor | undefined =>
    options.visitor(request.headers.authorization ?? '')
  /** One for each kind of visitor, for what is derived from an organization is kept with it. */
  const viewOf = (visitor: Visitor | undefined): Organization => {
    if (visitor === undefined) return organization
    const key = JSON.stringify(visitor.projects)
    const view = views.get(key) ?? seenBy(organization, visitor)
    views.set(key, view)
    return view
  }
  const handle = async (incoming: Incoming, match: Match, apiVersion: string): Promise<Answer> => {
    const { route } = match
    const [projectName, team] = match.prefix
    const visitor = visitorOf(incoming)
    const seen = viewOf(visitor)
    const project = projectName === undefined ? undefined : seen.projects.find(projectName)
    if (projectName !== undefined && project === undefined) return unknownProject(projectName)
    return await route.handle({
      organization: seen,
      user: visitor?.user ?? 0,
      variants: options.variants,
      url: state.url(),
      params: match.params,
      query: parseQuery(incoming.search),
      project,
      team,
      apiVersion: Number.parseFloat(apiVersion),
      body: parseBody(incoming.text),
    })
  }

  interface Answered {
    readonly answer: Answer
    readonly apiVersion: string
  }
  const answer = async (incoming: Incoming, match: Match | undefined): Promise<Answered> => {
    const { method, request } = incoming
    const refused = await authenticate({
      method,
      headers: request.headers,
      accepts: options.accepts,
      path: incoming.url,
      place,
    })
    if (refused !== undefined) return { answer: refused, apiVersion: '' }
    if (method === 'OPTIONS') return { answer: answerOptions(incoming.segments), apiVersion: '7.1' }
    if (match === undefined)
      return { answer: unknownRoute(`/${incoming.segments.join('/')}`), apiVersion: '' }
    try {
      const apiVersion = resolveApiVersion({
        method,
        query: parseQuery(incoming.search).text('api-version'),
        accept: request.headers.accept,
        route: match.route,
        required: options.variants.apiVersion === 'required',
      })
      return { answer: await handle(incoming, match, apiVersion), apiVersion }
    } catch (error) {
      if (error instanceof FailedRequest) return { answer: error.answer, apiVersion: '' }
      throw error
    }
  }

  const serve = async (incoming: Incoming, response: ServerResponse): Promise<void> => {
    const { method, url, segments, request } = incoming
    requests += 1
    const number = requests
    const match = findRoute(method, segments)
    stats.count(routeName(method, match))
    const projectName = match?.prefix[0]
    const project = projectName === undefined ? undefined : organization.projects.find(projectName)
    const fault = faults.next({ method, url, project })
    if (fault?.kind === 'stall') return
    if (fault?.kind === 'reset') {
      request.socket.destroy()
      return
    }
    const charge = limiter?.charge(Date.now())
    const pause =
      options.latencyMs +
      (charge?.delayMilliseconds ?? 0) +
      (fault?.kind === 'delayed' ? fault.seconds * 1_000 : 0)
    if (pause > 0) await wait(pause)
    const encoding = request.headers['accept-encoding'] ?? ''
    const key =
      options.memoize && fault === undefined && (method === 'GET' || method === 'POST')
        ? `${method} ${url} ${encoding} ${request.headers.authorization} ${incoming.text}`
        : undefined
    const remembered = key === undefined ? undefined : memory.get(key)
    const isBlocked = charge?.isBlocked === true
    const made =
      remembered ??
      (await wireAnswer({
        incoming,
        match,
        fault,
        number,
        isBlocked,
        extra: charge?.headers ?? {},
      }))
    if (key !== undefined && made.status === 200) memory.set(key, made)
    send(response, made, fault)
    stats.answered({ method, url, status: made.status }, made.body.length)
    if (match?.route.table !== undefined) changes.requested(match.route.table)
  }

  interface WireInput {
    readonly incoming: Incoming
    readonly match: Match | undefined
    readonly fault: Fault | undefined
    readonly number: number
    readonly isBlocked: boolean
    readonly extra: Readonly<Record<string, string>>
  }
  const wireAnswer = async (input: WireInput): Promise<WireAnswer> => {
    const { incoming, fault } = input
    const replaced = fault === undefined ? undefined : faultAnswer(fault, place)
    const instead = input.isBlocked ? blockedAnswer(undefined) : replaced
    const right =
      instead === undefined
        ? await answer(incoming, input.match)
        : { answer: instead, apiVersion: '' }
    const spoiled = spoil(right.answer, fault)
    const headers = headersFor(
      { ...spoiled, headers: { ...spoiled.headers, ...input.extra } },
      { request: input.number, userData, apiVersion: right.apiVersion, session: organization.id },
    )
    return encode(spoiled, headers, incoming.request.headers['accept-encoding'] ?? '')
  }

  return (request, response) => {
    stats.begin()
    response.once('close', stats.end)
    receive(request, organization.name)
      .then((incoming) => {
        if (incoming.kind === 'request') return serve(incoming.incoming, response)
        return sideAnswer(incoming.path, { stats, response, organization: organization.name })
      })
      .catch((error: unknown) => {
        // A defect of the emulator must not look like an answer of the service.
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
        response.end(
          `emulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        )
      })
  }
}

type Received =
  | { readonly kind: 'request'; readonly incoming: Incoming }
  | { readonly kind: 'side'; readonly path: string }

async function receive(request: IncomingMessage, organization: string): Promise<Received> {
  const url = request.url ?? '/'
  const question = url.indexOf('?')
  const path = question < 0 ? url : url.slice(0, question)
  const [first, ...segments] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment)
  if (first?.toLowerCase() !== organization.toLowerCase()) return { kind: 'side', path }
  const search = question < 0 ? '' : url.slice(question + 1)
  const method = request.method ?? 'GET'
  const text = method === 'GET' ? '' : await bodyOf(request)
  return { kind: 'request', incoming: { method, url, search, segments, request, text } }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function parseBody(text: string): unknown {
  if (text === '') return undefined
  try {
    const body: unknown = JSON.parse(text)
    return body
  } catch {
    const { answer } = new FailedRequest(
      errorAnswer({
        status: 400,
        message: 'TF400898: An Internal Error Occurred. The body is not valid JSON.',
        exception: 'Microsoft.VisualStudio.Services.Common.VssPropertyValidationException',
      }),
    )
    throw new FailedRequest(answer)
  }
}

function routeName(method: string, match: Match | undefined): string {
  if (match === undefined) return `${method} (other)`
  const scopes = ['', '{project}/', '{project}/{team}/']
  return `${method} ${scopes[match.prefix.length] ?? ''}_apis/${match.route.template}`
}

interface Side {
  readonly stats: StatsRecorder
  readonly response: ServerResponse
  readonly organization: string
}

function sideAnswer(path: string, { stats, response, organization }: Side): void {
  if (path === '/__stats') {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(stats.read()))
    return
  }
  if (path === '/_signin') {
    response.writeHead(signInPage.status, { 'content-type': 'text/html; charset=utf-8' })
    response.end(signInPage.body)
    return
  }
  // An organization that doesn't exist gets a page of its own. (assumed)
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<html><body>There is no organization here but ${organization}.</body></html>`)
}
