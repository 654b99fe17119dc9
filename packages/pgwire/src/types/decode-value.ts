import { ByteReader, decodeUtf8 } from '../bytes/byte-reader.ts'
import type { WireValue } from '../codecs/codec.ts'
import type { BoundParameter } from '../frontend/frontend-message.ts'
import type { PostgresType } from './postgres-type.ts'

/** The value of a parameter that a client bound, null for NULL. Throws for bytes that are no value of the type. */
export function decodeValue(type: PostgresType, parameter: BoundParameter): WireValue | null {
  const { bytes, format } = parameter
  if (bytes === undefined) return null
  if (format === 'text') return type.codec.fromText(decodeUtf8(bytes))
  const reader = new ByteReader(bytes, `${type.name} value`)
  const value = type.codec.readBinary(reader)
  reader.end()
  return value
}
