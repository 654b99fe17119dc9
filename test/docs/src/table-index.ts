import type { Table } from '@devopsql/schema'

/** The page that lists all tables, area by area. */
export function tableIndex(tables: readonly Table[]): string {
  const areas = [...new Set(tables.map(({ area }) => area))]
  return [
    '# Tables',
    `${tables.filter(({ kind }) => kind !== 'system').length} tables and views of Azure DevOps, and ${tables.filter(({ kind }) => kind === 'system').length} that tell of the connection. These pages are made from the declarations; \`npm run docs\` makes them again.`,
    legend,
    ...areas.flatMap((area) => [
      `## ${area}`,
      tables
        .filter((table) => table.area === area)
        .map(({ name, doc }) => `- [${name}](${name}.md): ${doc}`)
        .join('\n'),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

const legend = `A page says of each column what Azure DevOps applies to it:

- \`= IN (exact)\`: conditions with these operators are sent, and precisely the rows for which they are true come back;
- \`= (superset)\`: they are sent, more rows come back, and the condition is applied again here;
- \`any (chooses Projects)\`: the table is read once for each row of Projects, and any condition on the column chooses those rows;
- nothing: the condition is applied here, to all rows that are read.

[Pushdown](../pushdown.md) has the details. A column marked \`not in *\` takes requests of its own and is read where a query
names it.`
