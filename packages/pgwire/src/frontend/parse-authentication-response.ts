import { ByteReader } from '../bytes/byte-reader.ts'
import type { AuthenticationResponse } from './frontend-message.ts'

/** Which answer a session waits for while it authenticates a client. */
export type AuthenticationStep = 'password' | 'sasl-initial-response' | 'sasl-response'

/** The bytes behind the length of a message of type `p`. */
export function parseAuthenticationResponse(
  step: AuthenticationStep,
  body: Uint8Array,
): AuthenticationResponse {
  const reader = new ByteReader(body, `${step.replaceAll('-', ' ')} message`)
  const response = parseStep(step, reader)
  reader.end()
  return response
}

function parseStep(step: AuthenticationStep, reader: ByteReader): AuthenticationResponse {
  switch (step) {
    case 'password':
      return { kind: 'password', password: reader.cString() }
    case 'sasl-initial-response': {
      const mechanism = reader.cString()
      const length = reader.int32()
      return {
        kind: 'sasl-initial-response',
        mechanism,
        response: length === -1 ? undefined : reader.copy(length),
      }
    }
    case 'sasl-response':
      return { kind: 'sasl-response', response: reader.copy(reader.remaining) }
  }
}
