import { isSecretName, removed } from './secret-name.ts'

// What an identity service and a browser hand to and fro; elsewhere `state` is a word like any other.
const ofSignIn = /^(?:state|nonce|session_?state|client_?info|login_?hint|id_?token_?hint)$/i

/** A whole address without the values that are secret by their names, and without user name and password. */
export function describedUrl(url: string): string {
  const bare = url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1')
  const at = bare.search(/[?#]/)
  if (at < 0) return bare
  return bare.slice(0, at) + bare.slice(at).replace(/[^?#]+/g, describedPairs)
}

/** Pairs of a query or a form, `a=b&c=d`, without the values that are secret by their names. */
export function describedPairs(pairs: string): string {
  return pairs
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=')
      if (at < 0) return pair
      const name = decoded(pair.slice(0, at))
      if (isSecretName(name) || ofSignIn.test(name)) return `${pair.slice(0, at)}=${removed}`
      const value = decoded(pair.slice(at + 1))
      // An address in an address, as in `?redirect=https://host/?code=...`.
      return /[?#&]/.test(value) && value.includes('=')
        ? `${pair.slice(0, at)}=${encodeURIComponent(describedUrl(value))}`
        : pair
    })
    .join('&')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
