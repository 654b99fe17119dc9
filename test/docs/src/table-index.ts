import type { Table } from '@devopsql/schema'

/** The page that lists all tables, area by area. */
export function tableIndex(tables: readonly Table[]): string {
  const areas = [...new Set(tables.map(({ area }) => area))]
  return [
    '# Tables',
    `${tables.filter(({ kind }) => kind !== 'system').length} tables and views of Azure DevOps, and ${tables.filter(({ kind }) => kind === 'system').length} that tell of the connection. These pages are made from the declarations; \`npm run docs\` makes them again.`,
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
