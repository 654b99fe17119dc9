export interface DemoQuery {
  readonly title: string
  readonly sql: string
}

/** Five queries that show what is sent, what is checked here, and how tables come together. */
export const demoQueries: readonly DemoQuery[] = [
  {
    title: 'The bugs that changed last: filter, order and limit are applied by Azure DevOps',
    sql: `SELECT Id, State, Priority, ChangedDate, Title
FROM WorkItems
WHERE WorkItemType = 'Bug' AND State = 'Active' AND ChangedDate >= '2026-01-01'
ORDER BY ChangedDate DESC
LIMIT 8`,
  },
  {
    title: 'Work items with the pull requests that mention them: a join over three lists',
    sql: `SELECT w.Id, w.WorkItemType, p.PullRequestId, p.Status, p.Title
FROM WorkItems w
JOIN PullRequestWorkItems l ON l.WorkItemId = w.Id
JOIN PullRequests p ON p.PullRequestId = l.PullRequestId
WHERE p.Status = 'active'
ORDER BY w.Id
LIMIT 8`,
  },
  {
    title: 'How builds ended, by project: a GROUP BY over every build',
    sql: `SELECT ProjectName, Result, count(*) AS Builds,
       round(avg(epoch(FinishTime - StartTime)) / 60, 1) AS AverageMinutes
FROM Builds
WHERE Status = 'completed'
GROUP BY ProjectName, Result
ORDER BY ProjectName, Builds DESC`,
  },
  {
    title:
      'Active work that is blocked: IsBlocked and CustomerTier are fields that this organization added',
    sql: `SELECT Id, ProjectName, CustomerTier, Title
FROM WorkItems
WHERE IsBlocked = true AND State = 'Active'
ORDER BY Id
LIMIT 8`,
  },
  {
    title: 'What the first query would send if it also searched the titles, without sending it',
    sql: `EXPLAIN SELECT Id, State, Priority, ChangedDate, Title
FROM WorkItems
WHERE WorkItemType = 'Bug' AND State = 'Active' AND ChangedDate >= '2026-01-01' AND Title LIKE '%login%'
ORDER BY ChangedDate DESC
LIMIT 8`,
  },
]
