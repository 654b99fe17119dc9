import { formatTime, microsecondsPerDay } from './clock-time.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'
import { parseTime } from './parse-timestamp.ts'

/** `04:05:06.789`, up to 24:00:00. */
export const timeCodec: Codec = {
  toText: (value) => formatTime(toMicroseconds(value)),
  fromText: (text) => formatTime(toMicroseconds(text)),
  writeBinary: (writer, value) => writer.int64(BigInt(toMicroseconds(value))),
  readBinary: (reader) => {
    const microseconds = reader.int64()
    if (microseconds < 0n || microseconds > BigInt(microsecondsPerDay)) {
      throw outOfRange('time', microseconds)
    }
    return formatTime(Number(microseconds))
  },
}

function toMicroseconds(value: WireValue): number {
  const microseconds = typeof value === 'string' ? parseTime(value) : undefined
  if (microseconds === undefined) throw invalidValue('time', value)
  return microseconds
}
