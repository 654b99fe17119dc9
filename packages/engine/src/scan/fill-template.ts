import type { JsonTemplate } from '@devopsql/schema'

/** Values for the `{name}` holes of a request. */
export type Holes = ReadonlyMap<string, string>

const hole = /\{(\$?\w+)\}/g
const isOneHole = /^\{\$?\w+\}$/

export function hasHole(template: string): boolean {
  return template.search(hole) >= 0
}

/** A path with its holes filled, each value encoded. A segment that is one hole without value is left out. */
export function fillPath(template: string, holes: Holes): string {
  return template
    .split('/')
    .filter((segment) => !isOneHole.test(segment) || holes.has(segment.slice(1, -1)))
    .join('/')
    .replace(hole, (_, name: string) => encodeURIComponent(holes.get(name) ?? ''))
}

/** A text with its holes filled as they are: whoever sends it encodes it. */
export function fillText(template: string, holes: Holes): string {
  return template.replace(hole, (_, name: string) => holes.get(name) ?? '')
}

/** A JSON body with the holes of its texts filled. */
export function fillBody(template: JsonTemplate, holes: Holes): unknown {
  if (typeof template === 'string') return fillText(template, holes)
  if (typeof template !== 'object') return template
  if (isList(template)) return template.map((element) => fillBody(element, holes))
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillBody(value, holes)]),
  )
}

function isList(template: JsonTemplate): template is readonly JsonTemplate[] {
  return Array.isArray(template)
}
