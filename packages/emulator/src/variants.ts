/**
 * Behaviours of the service that no public source settles. Each has a default, and tests run under the others:
 * whoever relies on one of them gets wrong rows under another.
 */
export interface Variants {
  /** How WIQL compares text. Default `ignore-case`. */
  readonly textComparison: 'ignore-case' | 'case-sensitive' | 'ignore-case-and-accents'
  /** Whether spaces at the end of a text count in `=` and IN of WIQL. Default `compared`. */
  readonly trailingSpaces: 'compared' | 'ignored'
  /** Whether `<>` and `NOT` match a field that is empty. Default `matches`. */
  readonly notEqualOnEmpty: 'matches' | 'excludes'
  /** Where WIQL sorts empty fields in an ascending order. Default `first`. */
  readonly emptyOrder: 'first' | 'last'
  /** How many characters of a CONTAINS term are looked at before it matches nothing. Default 100. */
  readonly containsLength: number
  /** Whether more than 20,000 results are an error also when $top asks for fewer. Default `unless-top`. */
  readonly wiqlLimit: 'unless-top' | 'always'
  /** Seconds that a query may run. Default 30, as in the cloud; a server of one's own has 360. */
  readonly wiqlTimeLimitSeconds: number
  /** What ASOF makes of a condition on tags. Default `ignored`: it holds always. */
  readonly asOfTags: 'ignored' | 'compared'
  /** A time of day in a query without timePrecision. Default `refused`. */
  readonly timeWithoutPrecision: 'refused' | 'rounded'
  /** Minutes that the user's profile is ahead of UTC: dates without zone in WIQL, and its days. Default 0. */
  readonly profileOffsetMinutes: number
  /** Most rows on a page of pull requests, whatever $top says. Default 1,000. */
  readonly pullRequestsMaxTop: number
  /** Most rows on a page of teams or of team members. Default unlimited. */
  readonly teamsMaxTop: number
  /** Most rows on a page of projects. Default unlimited. */
  readonly projectsMaxTop: number
  /** Most rows on a page of commits. Default unlimited. */
  readonly commitsMaxTop: number
  /** Which date of a commit fromDate and toDate restrict. Default `committer`. */
  readonly commitDate: 'committer' | 'author'
  /** Rows on a page of builds without $top. Default 1,000. */
  readonly buildsDefaultTop: number
  /** Most rows on a page of builds. Default 5,000. */
  readonly buildsMaxTop: number
  /** Most changes of a build on a page, whatever $top says. Default 50. */
  readonly buildChangesMaxTop: number
  /** Rows on a page of users. Default 500. */
  readonly graphPageSize: number
  /** Rows on a page of licences of users. Default 100. */
  readonly entitlementsPageSize: number
  /** Most entries of the audit log on a page, whatever batchSize says. Default 200. */
  readonly auditMaxBatch: number
  /** Most revisions or updates of a work item on a page, and how many without $top. Default 200. */
  readonly revisionsMaxTop: number
  /** Most comments of a work item on a page. (assumed) */
  readonly commentsMaxTop: number
  /** Revisions on a page of the reporting API. Default 1,000. */
  readonly reportingPageSize: number
  /** Whether a request without api-version is refused. Default `required`. */
  readonly apiVersion: 'required' | 'optional'
  /** The answer to ResourceAreas: an empty list, no such route, or one row per area. Default `empty`. */
  readonly resourceAreas: 'empty' | 'absent' | 'cloud'
  /** The answer to lists inside a disabled repository. Default `not-found`. */
  readonly disabledRepository: 'not-found' | 'empty'
  /** What stands for a work item that errorPolicy omit leaves out. Default `null`. */
  readonly omittedWorkItems: 'null' | 'absent'
  /** The order of a batch of work items. Default `by-id`. */
  readonly batchOrder: 'by-id' | 'requested'
  /** Whether `fields` together with `$expand` is refused for work items. Default `refused`. */
  readonly fieldsWithExpand: 'refused' | 'accepted'
  /** Rows on a page of test plans and of what they hold. Default 200. */
  readonly testPlanPageSize: number
  /** Most rows on a page of test runs. Default 1,000. */
  readonly testRunsMaxTop: number
  /** Whether the list of test runs that changed in a time has whole rows. Default `partial`. */
  readonly changedTestRuns: 'partial' | 'whole'
}

export const defaultVariants: Variants = {
  textComparison: 'ignore-case',
  trailingSpaces: 'compared',
  notEqualOnEmpty: 'matches',
  emptyOrder: 'first',
  containsLength: 100,
  wiqlLimit: 'unless-top',
  wiqlTimeLimitSeconds: 30,
  asOfTags: 'ignored',
  timeWithoutPrecision: 'refused',
  profileOffsetMinutes: 0,
  pullRequestsMaxTop: 1_000,
  teamsMaxTop: Number.POSITIVE_INFINITY,
  projectsMaxTop: Number.POSITIVE_INFINITY,
  commitsMaxTop: Number.POSITIVE_INFINITY,
  commitDate: 'committer',
  buildsDefaultTop: 1_000,
  buildsMaxTop: 5_000,
  buildChangesMaxTop: 50,
  graphPageSize: 500,
  entitlementsPageSize: 100,
  auditMaxBatch: 200,
  revisionsMaxTop: 200,
  commentsMaxTop: 200,
  reportingPageSize: 1_000,
  apiVersion: 'required',
  resourceAreas: 'empty',
  disabledRepository: 'not-found',
  omittedWorkItems: 'null',
  batchOrder: 'by-id',
  fieldsWithExpand: 'refused',
  testPlanPageSize: 200,
  testRunsMaxTop: 1_000,
  changedTestRuns: 'partial',
}
