import { endOfTime, millisecondsText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { type Link, linkTypes } from '../data/relations.ts'
import { attachedFiles } from '../data/work-item-files.ts'

/** What links, files and artifacts of a work item say of themselves besides their name. (examples of the specification) */
function resourceOf({ workItems }: Organization, row: number, number: number): object {
  const created = workItems.rows.created[row] ?? 0
  const at = millisecondsText(created + number * 60_000)
  return {
    authorizedDate: at,
    id: row * 10 + number,
    resourceCreatedDate: at,
    resourceModifiedDate: at,
    revisedDate: millisecondsText(endOfTime),
  }
}

function filesOf(organization: Organization, row: number): readonly object[] {
  const { rows, source } = organization.workItems
  if (!source.isSeeded(row)) return []
  return attachedFiles(rows.dice, row).map(({ guid, name, size, comment }, position) => ({
    rel: 'AttachedFile',
    url: `${organization.url}/_apis/wit/attachments/${guid}`,
    attributes: {
      ...resourceOf(organization, row, position),
      ...(size === undefined ? {} : { resourceSize: size }),
      ...(comment === undefined ? {} : { comment }),
      name,
    },
  }))
}

/** Links, files, artifacts and hyperlinks of a work item. */
export function relationsOf(organization: Organization, row: number): readonly object[] {
  const { relations, workItems, url } = organization
  const hyperlink = relations.hyperlinkOf(row)
  const links = relations.linksOf(row).map(({ name, row: other }: Link) => ({
    rel: linkTypes[name],
    url: `${url}/_apis/wit/workItems/${workItems.rows.id[other] ?? 0}`,
    attributes: {
      isLocked: false,
      ...(name === 'Related' ? { comment: 'adding "another" task' } : {}),
      name,
    },
  }))
  const notes =
    hyperlink === undefined
      ? []
      : [
          {
            rel: 'Hyperlink',
            url: hyperlink,
            attributes: { ...resourceOf(organization, row, 9), comment: 'Notes' },
          },
          {
            rel: 'ArtifactLink',
            url: `vstfs:///Git/PullRequestId/x%2Fy%2F${row + 1}`,
            attributes: { ...resourceOf(organization, row, 8), name: 'Pull Request' },
          },
        ]
  return [...links, ...filesOf(organization, row), ...notes]
}
