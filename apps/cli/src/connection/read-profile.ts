import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nearestName } from '@devopsql/errors'
import type { CliContext } from '../cli-context.ts'
import { usageError } from '../usage-error.ts'
import { configDirectory } from './user-directories.ts'

const shape = '{"profiles": {"name": "connection string"}}'

/** The connection string that a profile of the person's profile file stands for. */
export async function readProfile(name: string, context: CliContext): Promise<string> {
  const file = join(configDirectory(context), 'profiles.json')
  const profiles = decodeProfiles(await readProfileFile(file), file)
  const connectionString = profiles.get(name)
  if (connectionString !== undefined) return connectionString
  throw usageError(
    `profile ${name} does not exist in ${file}`,
    existing(name, [...profiles.keys()]),
  )
}

async function readProfileFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw usageError(
      isAbsent ? `the profile file ${file} does not exist` : `cannot read the profile file ${file}`,
      `Write the file as ${shape}, or give the connection string with -c.`,
      cause,
    )
  }
}

function decodeProfiles(text: string, file: string): ReadonlyMap<string, string> {
  const content = parseJson(text, file)
  const profiles =
    typeof content === 'object' && content !== null && 'profiles' in content
      ? content.profiles
      : undefined
  if (typeof profiles !== 'object' || profiles === null) {
    throw usageError(`${file} holds no profiles`, `Write the file as ${shape}.`)
  }
  return new Map(
    Object.entries(profiles).map(([name, value]): [string, string] => {
      if (typeof value === 'string') return [name, value]
      throw usageError(`profile ${name} in ${file} is not a text`, `Write the file as ${shape}.`)
    }),
  )
}

// JSON.parse quotes the text around a mistake, and that text may be a token: the message is left out, the cause too.
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw usageError(`${file} is not valid JSON`, `Write the file as ${shape}.`)
  }
}

function existing(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  if (nearest !== undefined) return `Did you mean ${nearest}?`
  return names.length === 0
    ? `Add it to the file, which is written as ${shape}.`
    : `Use one of: ${names.join(', ')}.`
}
