import { DevopsqlError } from '@devopsql/errors'
import { ByteReader } from '../bytes/byte-reader.ts'
import { protocolViolation } from '../protocol-violation.ts'
import type { StartupPacket } from './frontend-message.ts'

const requestMajor = 1234
const longestKey = 256

/** The packet without its length. Throws for another protocol than 3, and for what is malformed. */
export function parseStartupPacket(body: Uint8Array): StartupPacket {
  const reader = new ByteReader(body, 'startup packet')
  const major = reader.uint16()
  const minor = reader.uint16()
  if (major === requestMajor) return parseRequest(minor, reader)
  if (major !== 3) {
    throw new DevopsqlError(`unsupported frontend protocol ${major}.${minor}`, {
      code: 'DEVOPSQL_PROTOCOL_VIOLATION',
      hint: 'The server supports 3.0 to 3.2.',
    })
  }
  return { kind: 'startup', minorVersion: minor, parameters: parseParameters(reader) }
}

function parseRequest(request: number, reader: ByteReader): StartupPacket {
  switch (request) {
    case 5678: {
      const processId = reader.int32()
      const length = reader.remaining
      if (length < 4 || length > longestKey) {
        throw protocolViolation(`cancel request has a key of ${length} bytes`)
      }
      return { kind: 'cancel-request', processId, secretKey: reader.copy(length) }
    }
    case 5679:
      reader.end()
      return { kind: 'ssl-request' }
    case 5680:
      reader.end()
      return { kind: 'gssenc-request' }
    default:
      throw protocolViolation(`unknown request ${requestMajor}.${request}`)
  }
}

function parseParameters(reader: ByteReader): Map<string, string> {
  const parameters = new Map<string, string>()
  for (let name = reader.cString(); name !== ''; name = reader.cString()) {
    parameters.set(name, reader.cString())
  }
  reader.end()
  return parameters
}
