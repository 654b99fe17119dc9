import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Bytes under AES-256-GCM; each part in base64url. */
export interface SealedBox {
  readonly iv: string
  readonly ct: string
  readonly tag: string
}

/** `context` is authenticated with the bytes and not kept in the box: opening needs the same text. */
export function seal(key: Buffer, plain: Buffer, context: string): SealedBox {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(context, 'utf8'))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return { iv: toText(iv), ct: toText(sealed), tag: toText(cipher.getAuthTag()) }
}

/** Undefined when the key or the context is another one, or any bit of the box was changed. */
export function unseal(key: Buffer, box: SealedBox, context: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, fromText(box.iv), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(context, 'utf8'))
    decipher.setAuthTag(fromText(box.tag))
    return Buffer.concat([decipher.update(fromText(box.ct)), decipher.final()])
  } catch {
    return undefined
  }
}

export function toText(bytes: Buffer): string {
  return bytes.toString('base64url')
}

export function fromText(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
