import { Buffer } from 'node:buffer'
import { constants, type FileHandle, open } from 'node:fs/promises'
import { isErrno } from '../errno.ts'
import type { OpenedSlots } from './key-slots.ts'
import { seal, unseal } from './sealed-box.ts'
import {
  type FormatFault,
  formatFile,
  headerOf,
  parseFile,
  type SealedFile,
} from './sealed-file.ts'
import { damaged, misformatted, notReadable, unusablePlace } from './settings-errors.ts'
import type { SettingsKeys } from './settings-keys.ts'
import type { OAuthSettings } from './settings-store.ts'
import { formatSettings, parseSettings } from './settings-text.ts'

export interface OpenedSettings extends OpenedSlots {
  readonly settings: OAuthSettings
}

/** A sealed sign-in has one or two thousand bytes. */
const greatestSize = 1_000_000

/** Undefined when there is no such file. */
export async function readSealedFile(file: string): Promise<SealedFile | undefined> {
  const sealed = await parsedFile(file)
  if (sealed !== undefined && 'kind' in sealed) throw misformatted(file, sealed)
  return sealed
}

/** Rejects when the file is there and another program wrote it. A damaged one of devopsql is let pass. */
export async function refuseForeignFile(file: string): Promise<void> {
  const sealed = await parsedFile(file)
  if (sealed === undefined || !('kind' in sealed) || sealed.kind !== 'foreign') return
  throw misformatted(file, sealed)
}

export async function openSettingsFile(
  file: string,
  keys: SettingsKeys,
): Promise<OpenedSettings | undefined> {
  const sealed = await readSealedFile(file)
  if (sealed === undefined) return undefined
  const opened = await keys.open(sealed.slots, file)
  const body = unseal(opened.dataKey, sealed.body, headerOf(sealed.slots))
  const settings = body && parseSettings(body.toString('utf8'))
  if (settings === undefined) throw damaged(file)
  return { ...opened, settings }
}

/** The text of the file. */
export function sealSettings(
  settings: OAuthSettings,
  { slots, dataKey }: Pick<OpenedSlots, 'slots' | 'dataKey'>,
): string {
  const body = seal(dataKey, Buffer.from(formatSettings(settings), 'utf8'), headerOf(slots))
  return formatFile({ slots, body })
}

async function parsedFile(file: string): Promise<SealedFile | FormatFault | undefined> {
  const bytes = await readBytes(file)
  return bytes && parseFile(bytes)
}

async function readBytes(file: string): Promise<Uint8Array | undefined> {
  const handle = await openFile(file)
  if (handle === undefined) return undefined
  try {
    return await readWhole(handle, file)
  } finally {
    await handle.close()
  }
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  try {
    // Without waiting, should it be a pipe.
    return await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw notReadable(file, error)
  }
}

async function readWhole(handle: FileHandle, file: string): Promise<Uint8Array> {
  const stats = await handle.stat()
  if (!stats.isFile()) {
    const what = stats.isDirectory() ? 'a folder' : 'not a file'
    throw unusablePlace(
      `OAuthSettingsLocation is ${what}: ${file}`,
      'Give the path of a file, such as OAuthSettings.txt in that folder.',
    )
  }
  if (stats.size > greatestSize) throw misformatted(file, { kind: 'foreign' })
  try {
    return await handle.readFile()
  } catch (error) {
    throw notReadable(file, error)
  }
}
