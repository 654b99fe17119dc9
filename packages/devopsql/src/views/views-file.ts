import { readFile } from 'node:fs/promises'
import { DevopsqlError } from '@devopsql/errors'
import writeFileAtomic from 'write-file-atomic'
import type { ViewChange } from './view-set.ts'

/** The entries of a file of views as `{ "Name": { "query": "SELECT …" } }`, what else an entry holds included. */
type Entries = Readonly<Record<string, ViewEntry>>

interface ViewEntry {
  readonly query: string
}

/** Queries by the name of their view, from the file that `UserDefinedViews` names. */
export async function readViewsFile(file: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readEntries(file)
  return Object.fromEntries(Object.entries(entries).map(([name, { query }]) => [name, query]))
}

/** Makes a change in the file, which keeps what else it holds: the old file or the whole new one is there, never a part. */
export async function changeViewsFile(file: string, { name, view }: ViewChange): Promise<void> {
  const { [name]: before, ...others } = await readEntries(file)
  const entries =
    view === undefined ? others : { ...others, [name]: { ...before, query: view.sql } }
  try {
    await writeFileAtomic(file, `${JSON.stringify(entries, undefined, 2)}\n`)
  } catch (error) {
    throw invalidFile(file, {
      problem: `cannot be written${reasonOf(error)}`,
      hint: 'Check that you may write to it and that the disk has room. The views are as they were.',
      cause: error,
    })
  }
}

async function readEntries(file: string): Promise<Entries> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw invalidFile(file, {
      problem: `cannot be read${reasonOf(error)}`,
      hint: 'Name a JSON file; {} is a file without views.',
      cause: error,
    })
  })
  const value = parsed(file, text.replace(/^\uFEFF/, ''))
  if (isEntries(value)) return value
  throw invalidFile(file, { problem: 'does not hold views', hint: shape })
}

const shape = 'Write { "Name": { "query": "SELECT ..." } }, with as many names as you like.'

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidFile(file, { problem: 'is no JSON', hint: shape, cause: error })
  }
}

function isEntries(value: unknown): value is Entries {
  return isObject(value) && Object.values(value).every(isEntry)
}

function isEntry(value: unknown): value is ViewEntry {
  return isObject(value) && typeof value['query'] === 'string'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
}

interface Problem {
  readonly problem: string
  readonly hint: string
  readonly cause?: unknown
}

function invalidFile(file: string, { problem, hint, cause }: Problem): DevopsqlError {
  return new DevopsqlError(`UserDefinedViews: ${file} ${problem}`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint,
    cause,
  })
}
