import { createCommandReader } from '../commands/command-reader.ts'

const implicit = new Set(['$user', 'public', 'pg_catalog', 'pg_temp', 'information_schema'])

/** The schema that names without one are looked up in: the first of the path that isn't everybody's. */
export function schemaOfSearchPath(path: string): string | undefined {
  return namesOfSearchPath(path).find((name) => !implicit.has(name))
}

function namesOfSearchPath(path: string): readonly string[] {
  const reader = createCommandReader(path)
  const names: string[] = []
  while (reader.peek.kind !== 'end') {
    const { kind, text } = reader.next()
    if (kind === 'word') names.push(text.toLowerCase())
    else if (kind === 'name') names.push(text)
  }
  return names
}
