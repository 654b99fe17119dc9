import type { Access, Column, Table } from '@devopsql/schema'
import type { TableDescription } from 'devopsql'
import { exampleQueries } from './example-queries.ts'

/** The page of a table in docs/tables, made from its declaration. */
export function tablePage(table: Table, description: TableDescription): string {
  return [
    `# ${table.name}`,
    table.doc,
    facts(table, description),
    examples(table),
    '## Columns',
    columnTable(table, description),
    ...parameters(table, description),
    ...reads(table),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function facts(table: Table, { requires }: TableDescription): string {
  const lines = [
    `- Kind: ${table.kind}`,
    ...(table.aliases.length > 0
      ? [`- Also as: ${table.aliases.map((name) => `\`${name}\``).join(', ')}`]
      : []),
    `- Where: ${table.levels.map((level) => places[level]).join(', ')}`,
    `- Key: ${table.key.map((name) => `\`${name}\``).join(', ')}`,
    ...(requires.length > 0 ? [`- Required in WHERE or by a join: ${requiredText(requires)}`] : []),
    ...table.foreignKeys.map(
      ({ columns, table: other, references }) =>
        `- \`${columns.join(', ')}\` references [${other}](${other}.md)\\(\`${references.join(', ')}\`)`,
    ),
  ]
  return lines.join('\n')
}

function requiredText(requires: TableDescription['requires']): string {
  return requires.map((names) => names.map((name) => `\`${name}\``).join(' and ')).join(', or ')
}

const places = {
  organization: '`CData.Information`',
  project: '`Project_<name>.Project`',
  repository: '`Project_<name>.Repository_<name>`',
  'information-schema': '`information_schema`',
  'user-views': '`CData.UserViews`',
} as const satisfies Record<Table['levels'][number], string>

function examples(table: Table): string {
  return `\`\`\`sql\n${exampleQueries(table).join(';\n')};\n\`\`\``
}

function columnTable(table: Table, description: TableDescription): string {
  const own = new Map(table.columns.map((column) => [column.name, column]))
  const rows = description.columns
    .filter(({ name }) => own.get(name)?.source.kind !== 'parameter')
    .map((column) =>
      [
        `${column.name}${column.isKey ? ' (key)' : ''}`,
        column.type,
        column.use === 'named' ? 'not in `*`' : column.nullable ? '' : 'not null',
        column.pushdown,
        `${column.doc}${valuesOf(own.get(column.name))}`,
      ]
        .map(cell)
        .join(' | '),
    )
  return [
    'column | type | | Azure DevOps applies | what it is',
    '--- | --- | --- | --- | ---',
    ...rows,
  ].join('\n')
}

function valuesOf(column: Column | undefined): string {
  if (column?.values === undefined) return ''
  return ` One of ${column.values.map((value) => `\`${value}\``).join(', ')}.`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()
}

function parameters(table: Table, description: TableDescription): readonly string[] {
  const own = table.columns.filter(({ source }) => source.kind === 'parameter')
  if (own.length === 0) return []
  const told = new Map(description.columns.map(({ name, pushdown }) => [name, pushdown]))
  const rows = own.map((column) =>
    [
      column.name,
      column.type.toUpperCase(),
      (told.get(column.name) ?? '').replaceAll(' (exact)', ''),
      `${column.doc}${valuesOf(column)}`,
    ]
      .map(cell)
      .join(' | '),
  )
  return [
    '## Parameters',
    'They stand in WHERE only and are not returned.',
    ['parameter | type | with | what it does', '--- | --- | --- | ---', ...rows].join('\n'),
  ]
}

function reads(table: Table): readonly string[] {
  if (table.kind === 'system')
    return ['The connection answers it; no request is needed, or those for names only.']
  return [
    '## How it is read',
    'The access that needs the fewest requests for the conditions at hand is taken; EXPLAIN shows which.',
    table.access.map((access) => `- **${access.name}**: ${readText(access)}`).join('\n'),
  ]
}

function readText(access: Access): string {
  const { method, path, also = [] } = access.request
  const perParent = access.parent === undefined ? '' : `, for each row of ${access.parent.table}`
  const required = Object.values(access.requires ?? {})
  const perValue =
    required.length === 0
      ? ''
      : `, for each value of ${required.map((name) => `\`${name}\``).join(' and ')}`
  const choice = access.parent?.chosenBy?.map((name) => `\`${name}\``).join(' or ')
  const chosen = choice === undefined ? '' : ` that ${choice} chooses`
  const paths = [path, ...also].map((each) => `\`${method} ${each}\``).join(' and ')
  return `${paths}${perParent}${chosen}${perValue}; ${pagingText(access)}`
}

function pagingText({ paging }: Access): string {
  switch (paging.kind) {
    case 'single':
      return 'one request'
    case 'skip-top':
      return `one request for each ${paging.pageSize} rows, by offset`
    case 'top-only':
      return paging.defaultCap === undefined
        ? `one request, more where there are ${paging.pageSize} rows`
        : `one request, more where it gives no more than ${paging.defaultCap} rows`
    case 'continuation-header':
    case 'continuation-body':
      return paging.pageSize === undefined
        ? 'one request for each page, by a token'
        : `one request for each ${paging.pageSize} rows, by a token`
    case 'time-window':
      return `one request for each ${paging.days} days of the range, more for windows with over ${paging.pageSize} rows`
    case 'ids-then-batch':
      return `one WIQL request and one for each ${paging.batchSize} rows`
  }
}
