import { type ColumnDefinitions, type Pushdown, parameter } from '@devopsql/schema'
import { sendVersion, versionColumns } from './git-versions.ts'
import { valueMap } from './value-map.ts'

const modes = [
  'simplifiedHistory',
  'firstParent',
  'fullHistory',
  'fullHistorySimplifyMerges',
] as const

/** Request parameters that choose which history the list of commits walks (P-TBL-00d). */
export const historyParameters: ColumnDefinitions = {
  ItemPath: parameter('varchar', 'File or folder that the commits have changed, such as /src.'),
  ExcludeDeletes: parameter('boolean', 'True: without the commits that deleted ItemPath.'),
  HistoryMode: {
    ...parameter('varchar', 'Which commits count as changes of ItemPath, as in git log.'),
    values: modes,
  },
  ...versionColumns('Compare', 'that walking begins at; what Version has is left out'),
  FromCommitId: parameter('varchar', 'Least SHA-1 of the commits, in the order of texts.'),
  ToCommitId: parameter('varchar', 'Greatest SHA-1 of the commits, in the order of texts.'),
}

/** Sends them. */
export const askHistory: readonly Pushdown[] = [
  { column: 'ItemPath', operators: ['='], send: { 'searchCriteria.itemPath': '$value' } },
  {
    column: 'ExcludeDeletes',
    operators: ['='],
    send: { 'searchCriteria.excludeDeletes': '$value' },
  },
  {
    column: 'HistoryMode',
    operators: ['='],
    send: { 'searchCriteria.historyMode': '$value' },
    values: valueMap(modes),
  },
  ...sendVersion('searchCriteria.compareVersion', 'Compare'),
  { column: 'FromCommitId', operators: ['='], send: { 'searchCriteria.fromCommitId': '$value' } },
  { column: 'ToCommitId', operators: ['='], send: { 'searchCriteria.toCommitId': '$value' } },
]
