import { connect } from 'devopsql'

export async function activeBugs(connectionString: string): Promise<string[]> {
  await using db = await connect(connectionString)
  const result = await db.query(
    'SELECT Id, Title FROM WorkItems WHERE Type = ? AND State = ? ORDER BY ChangedDate DESC LIMIT 5',
    ['Bug', 'Active'],
  )
  const lines: string[] = []
  for await (const row of result) lines.push(`${row['Id']} ${row['Title']}`)
  lines.push(`complete: ${result.stats.complete}, requests: ${result.stats.requests}`)
  return lines
}
