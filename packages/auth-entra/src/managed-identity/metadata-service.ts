import {
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  signInUnavailable,
} from '@devopsql/auth'
import { isDevopsqlError } from '@devopsql/errors'

const patienceMs = 300
const probeMs = 1_000

/**
 * Reaches the metadata service of a virtual machine, which outside of Azure is an address where nobody answers: then it
 * rejects with `signInUnavailable`, soon, though the service itself may take its time for a token.
 */
export function metadataService(http: HttpClient): HttpClient {
  return async (request) => {
    const silence = new AbortController()
    const signals = request.signal === undefined ? [] : [request.signal]
    const watch = setTimeout(() => {
      void isThere(http, request).then((answered) => {
        if (!answered) silence.abort()
      })
    }, patienceMs)
    try {
      const signal = AbortSignal.any([...signals, silence.signal])
      return checked(await http({ ...request, signal }))
    } catch (error) {
      request.signal?.throwIfAborted()
      const isSilent =
        silence.signal.aborted ||
        (isDevopsqlError(error) && error.code === 'DEVOPSQL_CONNECTION_FAILED')
      throw isSilent ? notThere() : error
    } finally {
      clearTimeout(watch)
    }
  }
}

/** Whether anything answers: the service refuses at once what lacks its header. */
async function isThere(http: HttpClient, request: HttpRequest): Promise<boolean> {
  const { origin, pathname } = new URL(request.url)
  try {
    await http({
      method: 'GET',
      url: `${origin}${pathname}`,
      direct: true,
      signal: AbortSignal.any([
        AbortSignal.timeout(probeMs),
        ...(request.signal === undefined ? [] : [request.signal]),
      ]),
    })
    return true
  } catch {
    return false
  }
}

/** The answer, unless it says that this machine has no such identity or is of another cloud. */
function checked(answer: HttpAnswer): HttpAnswer {
  const isPassing = answer.status === 410 || answer.status === 429
  if (answer.status < 400 || answer.status >= 500 || isPassing) return answer
  throw signInUnavailable('no managed identity is assigned to this machine', {
    hint: 'Assign one to the virtual machine, and check OAuthClientId for a user-assigned one.',
    detail: descriptionIn(answer) ?? `the metadata service answered ${answer.status}`,
  })
}

function descriptionIn({ text }: HttpAnswer): string | undefined {
  const found = /"error_description"\s*:\s*"([^"\\]{1,300})/.exec(text)?.[1]
  return found?.trim()
}

function notThere(): Error {
  return signInUnavailable(
    'no managed identity is here: the metadata service of Azure does not answer',
    {
      hint: 'Managed identities are there on virtual machines and apps of Azure only; sign in another way elsewhere.',
    },
  )
}
