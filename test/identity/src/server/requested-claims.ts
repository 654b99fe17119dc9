/** What the answer to a request with `claims` has in its token. */
export interface RequestedClaims {
  /** `cp1`: the application says that it can answer claims challenges. */
  readonly xms_cc?: readonly string[]
  /** The claims that were asked for besides, as canonical JSON: so that a test can tell which token answers a challenge. */
  readonly answered?: string
}

/** Reads the parameter `claims` of a request for tokens: `{"access_token":{"xms_cc":{"values":["CP1"]},…}}`. */
export function requestedClaims(text: unknown): RequestedClaims {
  if (typeof text !== 'string') return {}
  const parsed = JSON.parse(text) as { access_token?: Record<string, unknown> }
  const { xms_cc: capabilities, ...others } = parsed.access_token ?? {}
  const { values = [] } = (capabilities ?? {}) as { values?: readonly string[] }
  return {
    ...(values.length > 0 && { xms_cc: values }),
    ...(Object.keys(others).length > 0 && { answered: JSON.stringify(others) }),
  }
}
