import { isSecretName } from './secret-name.ts'

/** Shorter ones are words rather than codes and tokens. */
const leastLength = 6

/** The values in a form or in JSON of an identity service that are secret by their names. */
export function signInSecrets(text: string): readonly string[] {
  const found = /^\s*[[{]/.test(text) ? inJson(text) : inForm(text)
  return found.filter((value) => value.length >= leastLength)
}

function inForm(text: string): readonly string[] {
  return [...new URLSearchParams(text)].flatMap(([name, value]) =>
    isSecretName(name) ? [value] : [],
  )
}

function inJson(text: string): readonly string[] {
  const secrets: string[] = []
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string' && isSecretName(name)) secrets.push(value)
      return value
    })
  } catch {
    // What an identity service answers in its trouble need not be JSON.
  }
  return secrets
}
