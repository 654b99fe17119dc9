import type { ConnectionOptions } from '@devopsql/connection-string'

/** The project that names are looked up in first; undefined where that is the whole organization. */
export function projectOf({ Catalog, ProjectId }: ConnectionOptions): string | undefined {
  return Catalog === undefined ? ProjectId : /^Project_(.+)$/i.exec(Catalog)?.[1]
}
