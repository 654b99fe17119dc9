/** A relation of PostgreSQL's catalog, as PostgreSQL declares it. */
export interface CatalogRelation {
  readonly name: string
  readonly oid: number
  /** Table or view. */
  readonly kind: 'r' | 'v'
  readonly columns: readonly CatalogColumn[]
}

interface CatalogColumn {
  readonly name: string
  /** PostgreSQL's name of its type: `int4`, `name`, `oid[]`. */
  readonly type: string
  readonly isNotNull: boolean
}

/** Reads relations that are written as `name oid kind: column type, column type!`, lines that begin with a blank going on. */
export function readRelations(text: string): readonly CatalogRelation[] {
  return text
    .trim()
    .split(/\n(?! )/)
    .map(readRelation)
}

function readRelation(text: string): CatalogRelation {
  const [head = '', list = ''] = text.split(': ')
  const [name = '', oid = '', kind] = head.split(' ')
  const columns = list.split(/,\s+/).map(readColumn)
  return { name, oid: Number(oid), kind: kind === 'r' ? 'r' : 'v', columns }
}

function readColumn(text: string): CatalogColumn {
  const [name = '', type = ''] = text.split(/\s+/)
  return { name, type: type.replace('!', ''), isNotNull: type.endsWith('!') }
}
