import type { FieldType, FieldValue } from '../wiql/contract.ts'
import { type FieldColumn, type FieldFlags, fieldColumn, identityColumn } from './field-column.ts'
import type { FieldSource } from './field-source.ts'
import { endOfTime } from './instants.ts'
import { below, unit } from './random.ts'
import { watermarkOf } from './revision-order.ts'
import { attachedFileCount } from './work-item-files.ts'

type Definition = readonly [
  name: string,
  referenceName: string,
  type: FieldType,
  value: (row: number) => FieldValue,
  flags?: FieldFlags,
]
type IdentityDefinition = readonly [
  name: string,
  referenceName: string,
  user: (row: number) => number,
  flags?: FieldFlags,
]

const expanded: FieldFlags = { onlyExpanded: true, readOnly: true }
const readOnly: FieldFlags = { readOnly: true }

const paragraph =
  '<div>Steps to see it:<br><ol><li>Open the page</li><li>Press <b>Save</b></li></ol>&nbsp;It says &quot;done&quot; &amp; nothing happens.</div>'

/** Fields that every process has. */
export function systemFields(source: FieldSource): readonly FieldColumn[] {
  const { rows, view, dice } = source
  const levels = Array.from({ length: 7 }, (_, level) => level)
  const date = (milliseconds: number | undefined): Date => new Date(milliseconds ?? 0)
  const description = (row: number): FieldValue => {
    if (!source.isSeeded(row)) return undefined
    const chance = unit(dice(row, 50))
    if (chance < 0.4) return undefined
    if (chance < 0.42) return paragraph.repeat(20)
    return `<div>${source.title(row).replaceAll('<', '&lt;')}</div>${paragraph}`
  }
  const definitions: readonly Definition[] = [
    ['ID', 'System.Id', 'integer', (row) => rows.id[row], expanded],
    ['Area ID', 'System.AreaId', 'integer', (row) => source.area(row).id, expanded],
    ['Area Path', 'System.AreaPath', 'treePath', (row) => source.area(row).path],
    ['Team Project', 'System.TeamProject', 'string', source.projectName, readOnly],
    ['Node Name', 'System.NodeName', 'string', (row) => source.area(row).name, expanded],
    ...levels.map(
      (level): Definition => [
        `Area Level ${level + 1}`,
        `System.AreaLevel${level + 1}`,
        'string',
        (row) => source.area(row).levels[level],
        expanded,
      ],
    ),
    ['Rev', 'System.Rev', 'integer', view.revision, expanded],
    [
      'Authorized Date',
      'System.AuthorizedDate',
      'dateTime',
      (row) => date(view.changed(row)),
      expanded,
    ],
    [
      'Revised Date',
      'System.RevisedDate',
      'dateTime',
      (row) => date(view.revised(row) ?? endOfTime),
      expanded,
    ],
    ['Iteration ID', 'System.IterationId', 'integer', (row) => source.iteration(row).id, expanded],
    ['Iteration Path', 'System.IterationPath', 'treePath', (row) => source.iteration(row).path],
    ...levels.map(
      (level): Definition => [
        `Iteration Level ${level + 1}`,
        `System.IterationLevel${level + 1}`,
        'string',
        (row) => source.iteration(row).levels[level],
        expanded,
      ],
    ),
    ['Work Item Type', 'System.WorkItemType', 'string', source.typeName, readOnly],
    ['State', 'System.State', 'string', source.stateName],
    ['Reason', 'System.Reason', 'string', (row) => reasonOf(source, row)],
    ['Created Date', 'System.CreatedDate', 'dateTime', (row) => date(rows.created[row]), readOnly],
    ['Changed Date', 'System.ChangedDate', 'dateTime', (row) => date(view.changed(row)), readOnly],
    ['Watermark', 'System.Watermark', 'integer', (row) => watermarkOf(view.changed(row)), expanded],
    [
      'Person ID',
      'System.PersonId',
      'integer',
      (row) => 279_000_000 + Math.max(0, view.changedBy(row)),
      expanded,
    ],
    [
      'Comment Count',
      'System.CommentCount',
      'integer',
      (row) => (source.isSeeded(row) ? below(dice(row, 51), 6) : 0),
      readOnly,
    ],
    ['Title', 'System.Title', 'string', source.title],
    ['Board Column', 'System.BoardColumn', 'string', (row) => boardColumn(source, row), readOnly],
    [
      'Board Column Done',
      'System.BoardColumnDone',
      'boolean',
      (row) => boardDone(source, row),
      readOnly,
    ],
    ['Parent', 'System.Parent', 'integer', (row) => rows.id[rows.parent[row] ?? -1], readOnly],
    ['Tags', 'System.Tags', 'plainText', source.tags],
    ['Description', 'System.Description', 'html', description],
    ['History', 'System.History', 'history', () => undefined],
    [
      'Attached File Count',
      'System.AttachedFileCount',
      'integer',
      (row) => (source.isSeeded(row) ? attachedFileCount(dice, row) : 0),
      expanded,
    ],
    ['Remote Link Count', 'System.RemoteLinkCount', 'integer', () => 0, expanded],
  ]
  const identities: readonly IdentityDefinition[] = [
    ['Assigned To', 'System.AssignedTo', view.assignedTo],
    ['Created By', 'System.CreatedBy', (row) => rows.createdBy[row] ?? -1, readOnly],
    ['Changed By', 'System.ChangedBy', view.changedBy, readOnly],
    ['Authorized As', 'System.AuthorizedAs', view.changedBy, expanded],
  ]
  return [
    ...definitions.map(([name, referenceName, type, value, flags]) =>
      fieldColumn({ name, referenceName, type, value, ...flags }),
    ),
    ...identities.map(([name, referenceName, user, flags]) =>
      identityColumn({ name, referenceName, user, combinedName: source.combinedName, ...flags }),
    ),
  ]
}

function reasonOf(source: FieldSource, row: number): string {
  switch (source.category(row)) {
    case 'Proposed':
      return 'New'
    case 'InProgress':
      return 'Implementation started'
    case 'Resolved':
      return 'Fixed'
    case 'Completed':
      return 'Completed'
    case 'Removed':
      return 'Removed from the backlog'
  }
}

function isOnBoard(source: FieldSource, row: number): boolean {
  return source.isType(row, 'User Story', 'Bug') && source.category(row) !== 'Removed'
}

function boardColumn(source: FieldSource, row: number): string | undefined {
  return isOnBoard(source, row) ? source.stateName(row) : undefined
}

function boardDone(source: FieldSource, row: number): boolean | undefined {
  return isOnBoard(source, row) ? source.category(row) === 'Resolved' : undefined
}
