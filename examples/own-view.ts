import { connect } from 'devopsql'

/** Projects with the number of their bugs that are not closed, most first. */
export async function openBugCounts(connectionString: string): Promise<string[]> {
  await using db = await connect(connectionString, {
    views: { OpenBugs: "SELECT * FROM WorkItems WHERE Type = 'Bug' AND State <> 'Closed'" },
  })
  const result = await db.query(
    'SELECT ProjectName, count(*) AS Bugs FROM OpenBugs GROUP BY ProjectName ORDER BY Bugs DESC, ProjectName',
  )
  return (await result.toArray()).map(
    (row) => `${String(row['ProjectName'])}: ${String(row['Bugs'])}`,
  )
}
