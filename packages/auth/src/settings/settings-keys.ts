import type { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { isDevopsqlError } from '@devopsql/errors'
import { makeKeyFile, readKeyFile } from './key-file.ts'
import { type OpenedSlots, openSlots, type SlotSecret, withMissingSlots } from './key-slots.ts'
import type { KeySlot, SlotType } from './sealed-file.ts'
import { locked, noKeyFile, wrongPassphrase } from './settings-errors.ts'

/** What opens settings files on this machine, and what new ones are locked with. */
export interface SecretsOfSettings {
  readonly passphrase?: string | undefined
  readonly clientSecret?: string | undefined
  /** The path of the key file. */
  readonly keyFile: string
}

export interface SettingsKeys {
  /** The path of the key file, which need not be there. */
  readonly keyFile: string
  /** Rejects when nothing opens the slots. Deriving a key takes a tenth of a second: once for the same slots. */
  open(slots: readonly KeySlot[], file: string): Promise<OpenedSlots>
  /** Sees to it that `complete` will not fail. */
  prepare(): Promise<void>
  /** The same data key, or a new one, with a slot for every secret. */
  complete(opened: OpenedSlots | undefined): Promise<OpenedSlots>
}

export function settingsKeys(secrets: SecretsOfSettings): SettingsKeys {
  const stretched = stretchedSecrets(secrets)
  let opened: OpenedSlots | undefined
  let completed: OpenedSlots | undefined

  const keyFileSecret = async (
    get: (file: string) => Promise<Buffer | undefined>,
  ): Promise<SlotSecret[]> => {
    try {
      const secret = await get(secrets.keyFile)
      return secret === undefined ? [] : [{ type: 'keyfile', secret }]
    } catch (error) {
      if (stretched.length > 0) return []
      throw isDevopsqlError(error) ? error : noKeyFile(secrets.keyFile, error)
    }
  }
  return {
    keyFile: secrets.keyFile,
    open: async (slots, file) => {
      if (opened !== undefined && sameSlots(opened.slots, slots)) return opened
      opened = await openByPassphrase(slots, stretched, file)
      if (opened !== undefined) return opened
      // The key file first: it is quick.
      const all = [...(await keyFileSecret(readKeyFile)), ...stretched]
      opened = await openSlots(slots, all)
      if (opened === undefined) throw locked(file, slots.map(typeOf), all.map(typeOf))
      return opened
    },
    prepare: async () => {
      await keyFileSecret(makeKeyFile)
    },
    complete: async (some) => {
      if (completed !== undefined && some !== undefined) {
        if (sameSlots(completed.slots, some.slots)) return completed
      }
      const all = [...(await keyFileSecret(makeKeyFile)), ...stretched]
      opened = await withMissingSlots(some ?? noSlots(), all)
      completed = opened
      return opened
    },
  }
}

/**
 * Whoever gives a passphrase means it: a wrong one is an error, also where the key file of this machine would open the
 * file. Undefined where none is given, or the file has none.
 */
async function openByPassphrase(
  slots: readonly KeySlot[],
  secrets: readonly SlotSecret[],
  file: string,
): Promise<OpenedSlots | undefined> {
  const given = secrets.filter(({ type }) => type === 'passphrase')
  if (given.length === 0 || !slots.some(({ type }) => type === 'passphrase')) return undefined
  const opened = await openSlots(slots, given)
  if (opened === undefined) throw wrongPassphrase(file)
  return opened
}

function stretchedSecrets({ passphrase, clientSecret }: SecretsOfSettings): SlotSecret[] {
  const secrets: SlotSecret[] = []
  if (passphrase) secrets.push({ type: 'passphrase', secret: passphrase })
  if (clientSecret) secrets.push({ type: 'clientsecret', secret: clientSecret })
  return secrets
}

function noSlots(): OpenedSlots {
  return { slots: [], dataKey: randomBytes(32), by: undefined }
}

function typeOf({ type }: { readonly type: SlotType }): SlotType {
  return type
}

function sameSlots(some: readonly KeySlot[], others: readonly KeySlot[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}
