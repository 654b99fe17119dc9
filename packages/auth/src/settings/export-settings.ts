import { randomBytes } from 'node:crypto'
import { DevopsqlError } from '@devopsql/errors'
import { asWriting, withFileToChange } from './file-settings.ts'
import { withSlot } from './key-slots.ts'
import {
  absoluteLocation,
  isMemory,
  keysOf,
  type OpenSettingsOptions,
  openSettings,
} from './open-settings.ts'
import type { KeySlot } from './sealed-file.ts'
import { openSettingsFile, refuseForeignFile, sealSettings } from './sealed-settings.ts'
import { checkPassphrase, unusablePlace } from './settings-errors.ts'
import type { OAuthSettings } from './settings-store.ts'
import { writeAtomically } from './write-atomically.ts'

export interface ExportSettingsOptions {
  /** Opens the file on every machine: 12 characters at least. Replaces an earlier one. */
  readonly passphrase: string
  /** Where a copy is written that nothing but the passphrase opens; when absent the file itself gets the passphrase. */
  readonly target?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Makes a kept sign-in ready to be copied to another machine. Gives the path of the file to copy. */
export async function exportSettings(
  from: OpenSettingsOptions,
  options: ExportSettingsOptions,
): Promise<string> {
  checkPassphrase(options.passphrase)
  const file = absoluteFile(options.target ?? from.location)
  const isCopy = isMemory(from.location) || file !== absoluteLocation(from.location)
  return isCopy ? await writeCopy(from, options, file) : await addPassphrase(from, options, file)
}

async function addPassphrase(
  from: OpenSettingsOptions,
  { passphrase, signal }: ExportSettingsOptions,
  file: string,
): Promise<string> {
  await withFileToChange(file, signal, async (place) => {
    const opened = await openSettingsFile(place, keysOf(from))
    if (opened === undefined) throw nothingKept(file)
    const { settings, slots, dataKey } = opened
    const more = await withSlot(slots, { type: 'passphrase', secret: passphrase }, dataKey)
    const sealed = sealSettings(settings, { slots: more, dataKey })
    await asWriting(place, async () => await writeAtomically(place, sealed))
  })
  return file
}

async function writeCopy(
  from: OpenSettingsOptions,
  { passphrase, signal }: ExportSettingsOptions,
  file: string,
): Promise<string> {
  const store = openSettings(from)
  const settings = await store.read({ signal })
  if (settings === undefined) throw nothingKept(store.location)
  const sealed = await sealForPassphrase(settings, passphrase)
  await withFileToChange(file, signal, async (place) => {
    await refuseForeignFile(place)
    await asWriting(place, async () => await writeAtomically(place, sealed))
  })
  return file
}

/** With a data key of its own: who opens the copy can't open the file that it was made of. */
async function sealForPassphrase(settings: OAuthSettings, passphrase: string): Promise<string> {
  const dataKey = randomBytes(32)
  const none: readonly KeySlot[] = []
  const slots = await withSlot(none, { type: 'passphrase', secret: passphrase }, dataKey)
  return sealSettings(settings, { slots, dataKey })
}

function absoluteFile(location: string): string {
  if (!isMemory(location)) return absoluteLocation(location)
  throw unusablePlace(
    `${location} is not a file, so it can't be copied`,
    'Name the file that the sign-in is to be written to as the target.',
  )
}

function nothingKept(location: string): DevopsqlError {
  return new DevopsqlError(`there is no sign-in at ${location} to export`, {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Sign in first, with the same OAuthSettingsLocation.',
  })
}
