/** How a job or a task can end. */
export const taskResults: readonly string[] = [
  'succeeded',
  'succeededWithIssues',
  'failed',
  'canceled',
  'skipped',
  'abandoned',
]
