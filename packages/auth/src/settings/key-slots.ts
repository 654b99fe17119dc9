import { Buffer } from 'node:buffer'
import { hkdfSync, randomBytes, type ScryptOptions, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { fromText, seal, toText, unseal } from './sealed-box.ts'
import { greatestNumberOfSlots, type KeySlot, type SlotType } from './sealed-file.ts'

/** Something that opens a slot of its type. */
export interface SlotSecret {
  readonly type: SlotType
  readonly secret: string | Buffer
}

const costOfNewSlots = 2 ** 16
const stretch = promisify<string | Buffer, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** The data key with the slots that give it. */
export interface OpenedSlots {
  readonly slots: readonly KeySlot[]
  readonly dataKey: Buffer
  /** What opened them; undefined when they are new. */
  readonly by: SlotType | undefined
}

/** By the first of the secrets that fits a slot; undefined when none does. */
export async function openSlots(
  slots: readonly KeySlot[],
  secrets: readonly SlotSecret[],
): Promise<OpenedSlots | undefined> {
  for (const secret of secrets) {
    for (const slot of slots) {
      const dataKey = await openSlot(slot, secret)
      if (dataKey !== undefined) return { slots, dataKey, by: secret.type }
    }
  }
  return undefined
}

/**
 * The slots with one more for the secret. The slot of an earlier passphrase or client secret goes, and so does that of the
 * machine that came first when there are too many.
 */
export async function withSlot(
  slots: readonly KeySlot[],
  secret: SlotSecret,
  dataKey: Buffer,
): Promise<KeySlot[]> {
  const slot = await newSlot(secret, dataKey)
  const others = slots.filter((other) => isOfKeyFile(other) || other.type !== slot.type)
  const surplus = others.length < greatestNumberOfSlots ? -1 : others.findIndex(isOfKeyFile)
  return [...others.filter((_, index) => index !== surplus), slot]
}

/** With a slot for each of the secrets that opens none. */
export async function withMissingSlots(
  opened: OpenedSlots,
  secrets: readonly SlotSecret[],
): Promise<OpenedSlots> {
  const { dataKey, by } = opened
  let { slots } = opened
  for (const secret of secrets) {
    if (secret.type === by || (await openSlots(slots, [secret])) !== undefined) continue
    slots = await withSlot(slots, secret, dataKey)
  }
  return { slots, dataKey, by }
}

async function openSlot(slot: KeySlot, { type, secret }: SlotSecret): Promise<Buffer | undefined> {
  if (slot.type !== type) return undefined
  return unseal(await wrappingKey(slot, secret), slot.wrap, contextOf(slot))
}

async function newSlot({ type, secret }: SlotSecret, dataKey: Buffer): Promise<KeySlot> {
  const salt = toText(randomBytes(16))
  const open = type === 'keyfile' ? { type, salt } : { type, salt, N: costOfNewSlots }
  const key = await wrappingKey(open, secret)
  return { ...open, wrap: seal(key, dataKey, contextOf(open)) }
}

type OpenSlot = Omit<KeySlot, 'wrap'>

async function wrappingKey({ salt, N }: OpenSlot, secret: string | Buffer): Promise<Buffer> {
  if (N === undefined) {
    return Buffer.from(hkdfSync('sha256', secret, fromText(salt), 'devopsql/kek', 32))
  }
  // The same letters can be written in several ways: ü is one character or two, as the keyboard has it.
  const text = typeof secret === 'string' ? secret.normalize('NFC') : secret
  return await stretch(text, fromText(salt), 32, { N, r: 8, p: 1, maxmem: 256 * 8 * N })
}

function isOfKeyFile({ type }: KeySlot): boolean {
  return type === 'keyfile'
}

function contextOf({ type }: OpenSlot): string {
  return `slot:${type}`
}
