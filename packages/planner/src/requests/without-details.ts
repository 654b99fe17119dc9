import type { Access, Column } from '@devopsql/schema'

/** The access as these columns need it: rows are read again only for the details that are used. */
export function withoutDetails(
  access: Access,
  all: readonly Column[],
  used: readonly Column[],
): Access {
  if (access.partial === undefined) return access
  const details = all.filter(({ isDetail }) => isDetail)
  if (details.length === 0 || used.some(({ isDetail }) => isDetail)) return access
  const { partial: _, ...whole } = access
  return whole
}
