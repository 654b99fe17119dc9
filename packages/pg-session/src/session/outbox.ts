import { ByteWriter } from '@devopsql/pgwire'
import type { Transport } from '../transport.ts'

/** What is to be sent: messages are written into one buffer, which goes out as a whole. */
export interface Outbox {
  readonly writer: ByteWriter
  /** Whether it is time to send what has gathered. */
  readonly isFull: boolean
  /** Sends all; resolves when more may be sent. */
  flush(): Promise<void>
}

const fullBytes = 65_536

export function createOutbox(transport: Transport): Outbox {
  const writer = new ByteWriter()
  return {
    writer,
    get isFull() {
      return writer.length >= fullBytes
    },
    flush: async () => {
      if (writer.length > 0) await transport.write(writer.take())
    },
  }
}
