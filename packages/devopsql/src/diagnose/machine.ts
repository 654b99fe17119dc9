import { statfs } from 'node:fs/promises'
import { totalmem } from 'node:os'

/** What a diagnosis asks of the machine that it runs on. */
export interface Machine {
  /** `v20.20.2` */
  readonly nodeVersion: string
  /** `linux x64` */
  readonly platform: string
  /** Bytes that this process may use: of the machine, or of the container that it is in. */
  readonly memory: number
  /** Bytes that this account may still write there. */
  freeBytes(folder: string): Promise<number>
}

export const thisMachine: Machine = {
  nodeVersion: process.version,
  platform: `${process.platform} ${process.arch}`,
  get memory() {
    const limit = process.constrainedMemory()
    // Without a limit systems say nothing, 0, or a number beyond all memory.
    return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  },
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}
