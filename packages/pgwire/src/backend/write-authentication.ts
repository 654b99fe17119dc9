import type { ByteWriter } from '../bytes/byte-writer.ts'

/** What a server answers to a startup packet, and in the dialogue after it. */
export type AuthenticationRequest =
  | { readonly kind: 'ok' }
  | { readonly kind: 'cleartext-password' }
  | { readonly kind: 'md5-password'; readonly salt: Uint8Array }
  | { readonly kind: 'sasl'; readonly mechanisms: readonly string[] }
  | { readonly kind: 'sasl-continue'; readonly data: Uint8Array }
  | { readonly kind: 'sasl-final'; readonly data: Uint8Array }

const authentication = 0x52

/** Writes the Authentication message of that kind. A salt has 4 bytes. */
export function writeAuthentication(writer: ByteWriter, request: AuthenticationRequest): void {
  const mark = writer.beginMessage(authentication)
  switch (request.kind) {
    case 'ok':
      writer.int32(0)
      break
    case 'cleartext-password':
      writer.int32(3)
      break
    case 'md5-password':
      writer.int32(5)
      writer.bytes(request.salt)
      break
    case 'sasl':
      writer.int32(10)
      for (const mechanism of request.mechanisms) writer.cString(mechanism)
      writer.uint8(0)
      break
    case 'sasl-continue':
      writer.int32(11)
      writer.bytes(request.data)
      break
    case 'sasl-final':
      writer.int32(12)
      writer.bytes(request.data)
      break
  }
  writer.endMessage(mark)
}
