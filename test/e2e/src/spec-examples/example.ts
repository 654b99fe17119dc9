import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../../shared/specs/7.1/examples', import.meta.url))

/** Whether the official specifications lie beside the checkout; what tests that need them say where they don't. */
export const hasExamples: boolean = existsSync(folder)
export const missingExamples: string = hasExamples
  ? ''
  : ' (needs ../shared/specs, which is not present)'

export type Json = Readonly<Record<string, unknown>>

/** An answer to a GET as the official specification shows it. */
export interface Example {
  /** Area, folder and file: `git/pushes/GET_pushes.json`. */
  readonly file: string
  /** Path below the organization as the specification writes it, without a query. */
  readonly path: string
  readonly body: Json
}

/** All example answers of GETs; none where the folder is absent. */
export function loadExamples(): readonly Example[] {
  if (!hasExamples) return []
  const [, ...lines] = readFileSync(join(folder, 'index.tsv'), 'utf8').trimEnd().split('\n')
  return lines.flatMap((line) => {
    const [, method, path = '', , , , file = ''] = line.split('\t')
    const body = method === 'GET' ? bodyOf(file) : undefined
    return body === undefined ? [] : [{ file, path: pathOf(path), body }]
  })
}

function bodyOf(file: string): Json | undefined {
  const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly responses?: Readonly<Record<string, { readonly body?: unknown }>>
  }
  const body = example.responses?.['200']?.body
  // The specification writes a list as the array alone; servers wrap it.
  if (Array.isArray(body)) return { count: body.length, value: body as readonly unknown[] }
  return typeof body === 'object' && body !== null ? (body as Json) : undefined
}

const pathOf = (path: string): string =>
  path.replace(/\?.*$/, '').replace(/^(https:\/\/[^/]+)?\/\{organization\}\//, '')
