/** Providers of repositories that builds take their sources from. */
export const repositoryTypes: readonly string[] = [
  'TfsGit',
  'TfsVersionControl',
  'GitHub',
  'GitHubEnterprise',
  'Bitbucket',
  'Git',
  'Svn',
]
