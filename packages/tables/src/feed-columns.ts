import { type ColumnDefinitions, type ForeignKey, fromParent } from '@devopsql/schema'

export const feedReference: ForeignKey = {
  columns: ['FeedId'],
  table: 'Feeds',
  references: ['Id'],
}

/** Feed and project of a row that names neither. */
export const feedOfParent: ColumnDefinitions = {
  FeedId: fromParent('uuid', 'Id', 'Identifier of the feed.'),
  FeedName: fromParent('varchar', 'Name', 'Name of the feed.'),
  ProjectId: fromParent(
    'uuid',
    'ProjectId',
    'Project of the feed; NULL for feeds of the organization.',
  ),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of that project.'),
}
