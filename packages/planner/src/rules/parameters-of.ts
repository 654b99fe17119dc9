import { DevopsqlError } from '@devopsql/errors'
import type { Node, Parameter } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'

/** As many as PostgreSQL's protocol can bind. */
const mostParameters = 65_535

/** The parameters of a statement, each once: numbered ones from 1 to the last, others in the order of the text. */
export function parametersOf(statement: Node): readonly Parameter[] {
  const found = new Map<string, Parameter>()
  walk(statement, (node) => {
    if (node.kind === 'parameter' && !found.has(node.name.toLowerCase()))
      found.set(node.name.toLowerCase(), node)
    return true
  })
  const all = [...found.values()].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
  if (!all.every(({ name }) => /^\d+$/.test(name))) return all
  const last = all.toSorted((a, b) => Number(b.name) - Number(a.name))[0]
  const count = Number(last?.name ?? 0)
  if (count > mostParameters) throw tooMany(last)
  return Array.from({ length: count }, (_, index) => {
    const name = String(index + 1)
    return found.get(name) ?? { kind: 'parameter', name }
  })
}

function tooMany(parameter: Parameter | undefined): DevopsqlError {
  return new DevopsqlError(`there is no parameter ${String(parameter?.name)}`, {
    code: 'DEVOPSQL_INVALID_PARAMETER',
    hint: `A statement has at most ${mostParameters} parameters.`,
    position: parameter?.span?.start,
  })
}
