import { stat } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { defaultKeyFile } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { metadataDirectoryOf } from '../../metadata/metadata-store.ts'
import { readViewsFile } from '../../views/views-file.ts'
import { type Check, failed, type Observation, ok, problem, warning } from '../check.ts'
import { folderFault } from '../folder-fault.ts'
import { sizeText } from '../size-text.ts'
import type { Subject } from '../subject.ts'

/** Whether the places exist that files are kept in, can be written and have room. */
export const diskCheck: Check = {
  name: 'disk',
  needs: [],
  async *run(subject) {
    const settingsFile = settingsFileOf(subject)
    for (const place of placesOf(subject, settingsFile)) yield* lookedAt(place, subject)
    if (settingsFile !== undefined) {
      yield* privacyOf('the sign-in that is kept', settingsFile)
      yield* privacyOf('its key', defaultKeyFile(process.env, process.platform, homedir()))
    }
    yield* viewsOf(subject.options)
  },
}

interface Place {
  readonly what: string
  readonly property: string
  readonly folder: string
  /** Whether it is made when it is missing. */
  readonly isMade: boolean
  /** Bytes without which it is of little use. */
  readonly room: number
}

const gigabyte = 1e9
const files = 50e6
/** Less than this is nothing. */
const leastRoom = 1e6

function placesOf(
  { options, metadataDirectory }: Subject,
  settingsFile: string | undefined,
): readonly Place[] {
  const { TempDirectory = tmpdir(), Logfile } = options
  const metadata = metadataDirectoryOf(options, metadataDirectory)
  const place = (
    what: string,
    property: string,
    more: Pick<Place, 'folder' | 'isMade'> & Partial<Place>,
  ): Place => ({ what, property, room: files, ...more })
  return [
    place('the folder for temporary files', 'TempDirectory', {
      folder: TempDirectory,
      isMade: false,
      room: gigabyte,
    }),
    ...(settingsFile === undefined
      ? []
      : [
          place('the folder of the sign-in', 'OAuthSettingsLocation', {
            folder: dirname(settingsFile),
            isMade: true,
          }),
        ]),
    ...(metadata === undefined
      ? []
      : [
          place('the folder of kept metadata', 'CacheLocation', { folder: metadata, isMade: true }),
        ]),
    ...(Logfile === undefined
      ? []
      : [place('the folder of the log', 'Logfile', { folder: dirname(Logfile), isMade: false })]),
  ]
}

function settingsFileOf({ fault, organization }: Subject): string | undefined {
  const location = fault === undefined ? organization().settingsLocation : undefined
  return location?.startsWith('memory://') === true ? undefined : location
}

async function* lookedAt(
  { what, property, folder: given, isMade, room }: Place,
  { machine }: Subject,
): AsyncIterable<Observation> {
  const folder = resolve(given)
  const name = `${what}, ${folder},`
  const { fault, existing } = await folderFault(folder, { isMade })
  if (fault !== undefined) {
    yield problem(
      `${name} can't be used: ${fault}`,
      `Let ${property} name a place that this account may write to.`,
    )
    return
  }
  const free = await machine.freeBytes(existing)
  if (free < leastRoom) {
    yield problem(`${name} has no room left: ${sizeText(free)}`, `Make room, or set ${property}.`)
  } else if (free < room) {
    yield warning(
      `${name} has little room left: ${sizeText(free)}`,
      `Make room, or let ${property} name another place.`,
    )
  } else yield ok(`${name} can be written and has ${sizeText(free)} left`)
}

async function* privacyOf(what: string, file: string): AsyncIterable<Observation> {
  // Windows keeps such files private by the folder that they are in.
  if (process.platform === 'win32') return
  const mode = await stat(file).then(
    (stats) => stats.mode & 0o777,
    () => undefined,
  )
  if (mode === undefined) return
  yield (mode & 0o077) === 0
    ? ok(`${what}, ${file}, is for this account only`)
    : problem(
        `other accounts can read ${what}, ${file} (mode ${mode.toString(8)})`,
        `Run chmod 600 ${file}, and sign in anew if others may have read it.`,
      )
}

async function* viewsOf({ UserDefinedViews: file }: ConnectionOptions): AsyncIterable<Observation> {
  if (file === undefined) return
  try {
    const count = Object.keys(await readViewsFile(file)).length
    yield ok(`${file} holds ${count} ${count === 1 ? 'view' : 'views'}`)
  } catch (error) {
    yield failed(error)
  }
}
