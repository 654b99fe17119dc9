import type { Pushdown } from '@devopsql/schema'
import { valueMap } from './value-map.ts'

/** Providers of repositories that builds take their sources from. */
const repositoryTypes: readonly string[] = [
  'TfsGit',
  'TfsVersionControl',
  'GitHub',
  'GitHubEnterprise',
  'Bitbucket',
  'Git',
  'Svn',
]

/** Builds and definitions take the repository only together with its kind. */
export const askRepository: readonly Pushdown[] = [
  {
    column: 'RepositoryId',
    operators: ['='],
    send: { repositoryId: '$value' },
    beside: 'RepositoryType',
    inexact: 'text may be compared without accents or trailing spaces there',
  },
  {
    column: 'RepositoryType',
    operators: ['='],
    send: { repositoryType: '$value' },
    values: valueMap(repositoryTypes),
    beside: 'RepositoryId',
    inexact: 'kinds of repositories may be told apart less there',
  },
]
