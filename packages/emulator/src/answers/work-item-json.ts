import type { FieldColumn } from '../data/field-column.ts'
import { dateText, millisecondsOf, type Ticks } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { Link, LinkName } from '../data/relations.ts'
import { findWorkItemType } from '../data/work-item-types.ts'
import type { FieldValue } from '../wiql/contract.ts'
import { identityText } from './identity.ts'

export interface WorkItemView {
  /** The fields to write, in this order. */
  readonly columns: readonly FieldColumn[]
  readonly hasRelations: boolean
  readonly hasLinks: boolean
  /** The instant at which the item is looked at. */
  readonly asOf: Ticks | undefined
}

const keys = new WeakMap<FieldColumn, string>()

function keyOf(column: FieldColumn): string {
  const known = keys.get(column)
  if (known !== undefined) return known
  const key = `${JSON.stringify(column.referenceName)}:`
  keys.set(column, key)
  return key
}

function valueText(value: FieldValue): string | undefined {
  if (value === undefined) return undefined
  if (value instanceof Date) return `"${dateText(value)}"`
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function cellText(
  organization: Organization,
  column: FieldColumn,
  row: number,
): string | undefined {
  if (column.user === undefined) return valueText(column.value(row))
  const user = column.user(row)
  return user < 0 ? undefined : identityText(organization, user)
}

// What the first revision looked like; the ones between it and the last are not told apart. (assumed)
function firstRevision({ workItems }: Organization, row: number): ReadonlyMap<string, FieldValue> {
  const { rows, source } = workItems
  const created = new Date(rows.created[row] ?? 0)
  return new Map<string, FieldValue>([
    ['System.State', findWorkItemType(source.typeName(row))?.states[0]?.name],
    ['System.Reason', 'New'],
    ['System.Rev', 1],
    ['System.ChangedDate', created],
    ['System.AuthorizedDate', created],
    ['Microsoft.VSTS.Common.StateChangeDate', created],
    ['Microsoft.VSTS.Common.ActivatedDate', undefined],
    ['Microsoft.VSTS.Common.ResolvedDate', undefined],
    ['Microsoft.VSTS.Common.ClosedDate', undefined],
  ])
}

// Fields that are empty are left out. (measured)
function fieldsText(
  organization: Organization,
  row: number,
  { columns, asOf }: WorkItemView,
): string {
  const changed = organization.workItems.rows.changed[row] ?? 0
  const isEarlier = asOf !== undefined && millisecondsOf(asOf) < changed
  const earlier = isEarlier ? firstRevision(organization, row) : undefined
  const parts: string[] = []
  for (const column of columns) {
    const text =
      earlier?.has(column.referenceName) === true
        ? valueText(earlier.get(column.referenceName))
        : cellText(organization, column, row)
    if (text !== undefined) parts.push(keyOf(column) + text)
  }
  return parts.join(',')
}

const rels: Readonly<Record<LinkName, string>> = {
  Parent: 'System.LinkTypes.Hierarchy-Reverse',
  Child: 'System.LinkTypes.Hierarchy-Forward',
  Related: 'System.LinkTypes.Related',
}

function relationsOf(organization: Organization, row: number): readonly object[] {
  const { relations, workItems, url } = organization
  const hyperlink = relations.hyperlinkOf(row)
  const links = relations.linksOf(row).map(({ name, row: other }: Link) => ({
    rel: rels[name],
    url: `${url}/_apis/wit/workItems/${workItems.rows.id[other] ?? 0}`,
    attributes: { isLocked: false, name },
  }))
  if (hyperlink === undefined) return links
  return [...links, { rel: 'Hyperlink', url: hyperlink, attributes: { comment: 'Notes' } }]
}

function linksOf({ projects, workItems, url }: Organization, row: number): object {
  const project = projects.at(workItems.rows.project[row] ?? 0)
  const id = workItems.rows.id[row] ?? 0
  const base = `${url}/${project.id}/_apis/wit`
  const type = encodeURIComponent(workItems.source.typeName(row))
  return {
    self: { href: `${base}/workItems/${id}` },
    workItemUpdates: { href: `${base}/workItems/${id}/updates` },
    workItemRevisions: { href: `${base}/workItems/${id}/revisions` },
    workItemComments: { href: `${base}/workItems/${id}/comments` },
    html: { href: `${url}/${project.id}/_workitems/edit/${id}` },
    workItemType: { href: `${base}/workItemTypes/${type}` },
    fields: { href: `${base}/fields` },
  }
}

/** A work item as JSON text: written by hand, because batches of 200 are what the emulator writes most. */
export function workItemText(organization: Organization, row: number, view: WorkItemView): string {
  const { rows } = organization.workItems
  const id = rows.id[row] ?? 0
  const relations = view.hasRelations ? relationsOf(organization, row) : []
  const relationsText = relations.length === 0 ? '' : `"relations":${JSON.stringify(relations)},`
  const linksText = view.hasLinks ? `"_links":${JSON.stringify(linksOf(organization, row))},` : ''
  const changed = rows.changed[row] ?? 0
  const isEarlier = view.asOf !== undefined && millisecondsOf(view.asOf) < changed
  const revision = isEarlier ? 1 : (rows.revision[row] ?? 1)
  return `{"id":${id},"rev":${revision},"fields":{${fieldsText(organization, row, view)}},${relationsText}${linksText}"url":"${organization.url}/_apis/wit/workItems/${id}"}`
}
