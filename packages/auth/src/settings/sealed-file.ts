import { isRecord } from '../is-record.ts'
import { fromText, type SealedBox, toText } from './sealed-box.ts'

export type SlotType = 'passphrase' | 'clientsecret' | 'keyfile'

/** The data key of a file, wrapped with a key that one secret gives. */
export interface KeySlot {
  readonly type: SlotType
  /** 16 random bytes, base64url. */
  readonly salt: string
  /** Cost of scrypt, a power of 2; absent in slots of key files, which have nothing to stretch. */
  readonly N?: number
  readonly wrap: SealedBox
}

/** What a settings file says before anything is opened. `slots` are as read: all of it is authenticated with the body. */
export interface SealedFile {
  readonly slots: readonly KeySlot[]
  readonly body: SealedBox
}

/** Why a text is not a settings file that can be opened. */
export type FormatFault =
  | { readonly kind: 'empty' | 'foreign' | 'damaged' }
  | { readonly kind: 'version'; readonly version: number }

const format = 'devopsql-oauth-settings'
const version = 1
const leastCost = 2 ** 14
const greatestCost = 2 ** 18
export const greatestNumberOfSlots = 8

/** What is authenticated together with the body. */
export function headerOf(slots: readonly KeySlot[]): string {
  return JSON.stringify({ format, v: version, slots })
}

export function formatFile({ slots, body }: SealedFile): string {
  return `${JSON.stringify({ format, v: version, slots, body }, undefined, 1)}\n`
}

export function parseFile(bytes: Uint8Array): SealedFile | FormatFault {
  const text = decodeText(bytes)
  if (text === undefined) return { kind: 'foreign' }
  if (text.trim() === '') return { kind: 'empty' }
  const value = parseJson(text)
  // JSON of ours that was cut short still begins like JSON of ours.
  if (value === undefined) return { kind: isCutShort(text) ? 'damaged' : 'foreign' }
  if (!isRecord(value) || value['format'] !== format) return { kind: 'foreign' }
  if (typeof value['v'] !== 'number') return { kind: 'damaged' }
  if (value['v'] !== version) return { kind: 'version', version: value['v'] }
  const { format: _format, v: _version, slots, body, ...unknown } = value
  if (Object.keys(unknown).length > 0 || !isBox(body)) return { kind: 'damaged' }
  if (!Array.isArray(slots) || slots.length === 0) return { kind: 'damaged' }
  if (slots.length > greatestNumberOfSlots || !slots.every(isSlot)) return { kind: 'damaged' }
  return { slots, body }
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isCutShort(text: string): boolean {
  const start = text.replace(/\s+/g, '')
  const ours = `{"format":"${format}"`
  return start.startsWith(ours) || ours.startsWith(start)
}

function isSlot(value: unknown): value is KeySlot {
  if (!isRecord(value) || !isBase64Url(value['salt']) || !isBox(value['wrap'])) return false
  const { type, N } = value
  if (type === 'keyfile') return N === undefined
  return (type === 'passphrase' || type === 'clientsecret') && isCost(N)
}

/** A cost out of bounds would make opening the file either cheap to guess or a way to use up memory. */
function isCost(value: unknown): boolean {
  if (typeof value !== 'number' || value < leastCost || value > greatestCost) return false
  return Number.isInteger(Math.log2(value))
}

function isBox(value: unknown): value is SealedBox {
  return (
    isRecord(value) &&
    isBase64Url(value['iv']) &&
    isBase64Url(value['ct']) &&
    isBase64Url(value['tag'])
  )
}

/** Several texts decode to the same bytes; only the one that is written counts, so that no changed letter goes unseen. */
function isBase64Url(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && toText(fromText(value)) === value
}
