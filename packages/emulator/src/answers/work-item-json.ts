import type { FieldColumn } from '../data/field-column.ts'
import { dateText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { RowView } from '../data/row-view.ts'
import type { FieldValue } from '../wiql/contract.ts'
import { identityText } from './identity.ts'
import { relationsOf } from './relation-json.ts'

/** What of a work item is written, and how. */
export interface WorkItemView {
  /** The fields to write, in this order. */
  readonly columns: readonly FieldColumn[]
  /** The rows as they are or were. */
  readonly rows: RowView
  readonly hasRelations: boolean
  readonly hasLinks: boolean
  /** People as `Name <mail>`, as before version 5. (measured) */
  readonly peopleAsText: boolean
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

/** The value of a field as JSON text; undefined if it is empty. */
export function cellText(
  organization: Organization,
  { column, peopleAsText }: { readonly column: FieldColumn; readonly peopleAsText: boolean },
  row: number,
): string | undefined {
  if (column.user === undefined || peopleAsText) return valueText(column.value(row))
  const user = column.user(row)
  return user < 0 ? undefined : identityText(organization, user)
}

/** The fields as members of a JSON object. Those that are empty are left out. (measured) */
export function fieldsText(
  organization: Organization,
  row: number,
  view: Pick<WorkItemView, 'columns' | 'peopleAsText'>,
): string {
  const parts: string[] = []
  for (const column of view.columns) {
    const text = cellText(organization, { column, peopleAsText: view.peopleAsText }, row)
    if (text !== undefined) parts.push(keyOf(column) + text)
  }
  return parts.join(',')
}

/** Where the parts of a work item are. */
export function workItemLinks({ projects, workItems, url }: Organization, row: number): object {
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
  const id = organization.workItems.rows.id[row] ?? 0
  return workItemAt(organization, row, {
    ...view,
    url: `${organization.url}/_apis/wit/workItems/${id}`,
  })
}

/** The same with an address of its own, as revisions have. */
export function workItemAt(
  organization: Organization,
  row: number,
  view: WorkItemView & { readonly url: string },
): string {
  const id = organization.workItems.rows.id[row] ?? 0
  const relations = view.hasRelations ? relationsOf(organization, row) : []
  const relationsText = relations.length === 0 ? '' : `"relations":${JSON.stringify(relations)},`
  const linksText = view.hasLinks
    ? `"_links":${JSON.stringify(workItemLinks(organization, row))},`
    : ''
  return `{"id":${id},"rev":${view.rows.revision(row)},"fields":{${fieldsText(organization, row, view)}},${relationsText}${linksText}"url":"${view.url}"}`
}
