import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../../shared/recordings', import.meta.url))

/** Whether the recordings lie beside the checkout; what tests that need them say where they don't. */
export const hasRecordings: boolean = existsSync(folder)
export const missingRecordings: string = hasRecordings
  ? ''
  : ' (needs ../shared/recordings, which is not present)'

/** One exchange that somebody recorded. */
export interface Recording {
  /** Folder and name without the ending: `git/get-repositories`. */
  readonly file: string
  readonly method: string
  /** Path segments below the organization, as they are written. */
  readonly segments: readonly string[]
  /** Null where it was not recorded. */
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON; a text that is no plain JSON (HTML, a byte order mark in front); null for an empty body. */
  readonly body: unknown
}

interface RecordingFile {
  readonly request: { readonly method: string; readonly url: string }
  readonly response: {
    readonly status: number | null
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
}

/** All recordings; none where the folder is absent. */
export function loadRecordings(): readonly Recording[] {
  if (!hasRecordings) return []
  const areas = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return areas.flatMap(({ name }) =>
    readdirSync(join(folder, name)).map((file) => readRecording(`${name}/${file}`)),
  )
}

function readRecording(file: string): Recording {
  const { request, response } = JSON.parse(
    readFileSync(join(folder, file), 'utf8'),
  ) as RecordingFile
  // Inferred addresses have {placeholders}, which no URL may hold.
  const path = new URL(request.url.replaceAll(/[{}]/g, '')).pathname
  const [, , ...segments] = path.split('/')
  return {
    file: file.replace(/\.json$/, ''),
    method: request.method,
    segments: segments.map(decodeURIComponent),
    ...response,
  }
}
