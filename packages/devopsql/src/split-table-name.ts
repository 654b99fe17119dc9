import type { NamePart } from '@devopsql/catalog'

/** The parts of a table name as a person types it: dots separate, `[...]`, `"..."` and backticks hold dots. */
export function splitTableName(name: string): readonly NamePart[] {
  const parts: NamePart[] = []
  const pattern =
    /\s*(?:\[((?:[^\]]|\]\])*)\]|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([^.[\]"`]+))\s*(?:\.|$)/gy
  for (const match of name.matchAll(pattern)) {
    const [, bracketed, quoted, ticked, bare] = match
    const part =
      bracketed?.replaceAll(']]', ']') ??
      quoted?.replaceAll('""', '"') ??
      ticked?.replaceAll('``', '`') ??
      bare?.trim() ??
      ''
    parts.push({ name: part })
  }
  return parts.length > 0 ? parts : [{ name }]
}
