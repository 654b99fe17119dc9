import { boolean, defineTable, text } from '@devopsql/schema'
import { connect } from 'devopsql'

const relationTypes = defineTable({
  name: 'WorkItemRelationTypes',
  doc: 'Kinds of links between work items.',
  area: 'own',
  levels: ['organization'],
  key: ['ReferenceName'],
  columns: {
    ReferenceName: text('referenceName', 'Name that links are stored under.'),
    Name: text('name', 'Name that people see.'),
    IsEnabled: boolean('attributes.enabled', 'Whether links of the kind can be made.'),
  },
  access: [
    {
      name: 'list',
      request: { path: '_apis/wit/workitemrelationtypes' },
    },
  ],
})

export async function parentLinkNames(connectionString: string): Promise<unknown[]> {
  await using db = await connect(connectionString, { tables: [relationTypes] })
  const result = await db.query(
    "SELECT Name FROM WorkItemRelationTypes WHERE ReferenceName LIKE '%Hierarchy%' ORDER BY Name",
  )
  return (await result.toArray()).map((row) => row['Name'])
}
