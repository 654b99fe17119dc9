import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'

/** Something that the product wrote, and where. */
export interface Written {
  readonly place: string
  readonly text: string
}

/** A text that must never be written. */
export interface Secret {
  readonly name: string
  readonly value: string
}

/** Every secret that stands in a text in some form, as `<secret> in <place>`. */
export function leaksIn(
  written: readonly Written[],
  secrets: readonly Secret[],
): readonly string[] {
  const searched = secrets.map(({ name, value }) => ({ name, forms: formsOf(value) }))
  return written.flatMap(({ place, text }) =>
    searched
      .filter(({ forms }) => forms.some((form) => text.includes(form)))
      .map(({ name }) => `${name} in ${place}`),
  )
}

/** A secret as it may be written: plain, in a URL, in JSON, in Base64 with or without an empty user name. */
function formsOf(value: string): readonly string[] {
  if (value.length < 8) throw new Error(`the secret ${value} is too short to search for`)
  const encoded = encodeURIComponent(value)
  const bytes = [value, `:${value}`].map((text) => Buffer.from(text, 'utf8'))
  return [
    value,
    encoded,
    encoded.replaceAll('%20', '+'),
    new URLSearchParams({ x: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    ...bytes.map((some) => some.toString('base64').replace(/=+$/, '')),
    ...bytes.map((some) => some.toString('base64url')),
    ...bytes.map((some) => some.toString('hex')),
  ]
}

/** All that can be read of an error: its own texts, its stack, its causes, as JSON and as the console shows it. */
export function writtenOfError(place: string, error: unknown): readonly Written[] {
  const texts: Written[] = [{ place: `${place}: inspected`, text: inspect(error, { depth: 20 }) }]
  for (let one = error; one instanceof Error; one = one.cause) {
    const entries = Object.getOwnPropertyNames(one).map(
      (name) => [name, Reflect.get(one, name) as unknown] as const,
    )
    texts.push(
      { place: `${place}: text`, text: `${String(one)}\n${one.stack ?? ''}` },
      { place: `${place}: JSON`, text: JSON.stringify(one) },
      { place: `${place}: properties`, text: inspect(Object.fromEntries(entries), { depth: 20 }) },
    )
  }
  return texts
}

/** The files in and below a folder. */
export async function writtenFiles(folder: string): Promise<readonly Written[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return await Promise.all(
    files.map(async ({ parentPath, name }) => ({
      place: `the file ${name}`,
      text: await readFile(join(parentPath, name), 'latin1'),
    })),
  )
}

/** The arguments of all programs that run now. */
export async function runningCommands(): Promise<readonly Written[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(
    // A program may have ended since.
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  )
  return lines.map((text) => ({ place: 'the arguments of a program', text }))
}
