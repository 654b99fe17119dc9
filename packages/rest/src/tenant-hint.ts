import { type Answer, type Exchange, headerOf } from './exchange.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** Says that a token is of another tenant than the organization that refused it; undefined where nobody tells. */
export function tenantHint(
  answer: Answer,
  { authorization }: Pick<Exchange, 'authorization'>,
): string | undefined {
  const home = headerOf(answer.headers, 'x-vss-resourcetenant')?.toLowerCase()
  const issued = tenantOf(authorization)
  if (home === undefined || home === nobody || !isId(home)) return undefined
  if (issued === undefined || issued === home) return undefined
  return `The token is of the tenant ${issued}, the organization belongs to ${home}: set AzureTenant=${home}, or sign in with an account of that tenant.`
}

/** The claim `tid` of a bearer token that is a JSON web token. */
function tenantOf(authorization: string): string | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization)?.[1]
  if (payload === undefined) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null || !('tid' in claims)) return undefined
    const { tid } = claims
    return typeof tid === 'string' && isId(tid) ? tid.toLowerCase() : undefined
  } catch {
    return undefined
  }
}

function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}
