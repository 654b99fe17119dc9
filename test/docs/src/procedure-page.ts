import type { Procedure, ProcedureInput, ProcedureOutput } from '@devopsql/schema'

/** The page of the procedures, from their declarations. */
export function procedurePage(procedures: readonly Procedure[]): string {
  return [
    '# Procedures',
    '',
    'Made from the declarations in `packages/tables/src/procedures`; change them there and run `npm run docs`.',
    '',
    '```sql',
    "EXEC GetOAuthAuthorizationURL AuthMode = 'WEB', CallbackURL = 'https://app.example/signed-in';",
    'EXECUTE GetOAuthAccessToken @AuthMode = :mode, @Verifier = :code;',
    '```',
    '',
    'Arguments go by name, with or without `@` before it; a value is a literal or a parameter. NULL stands for an argument that',
    'is not given. In TypeScript `connection.call(name, { input: value })` does the same and gives the rows; `connection.oauth`',
    'has a typed method for each procedure below. The tables `sys_procedures` and `sys_procedureparameters` list them.',
    '',
    'They need `AuthScheme=AzureAD` and send nothing to Azure DevOps, so a connection without a token runs them. No error, log or',
    'history keeps the value of an input that is marked secret. The arguments of a program can be seen by others on the',
    'computer: give a statement with a secret to `devopsql query --file -` or type it in `devopsql shell`.',
    '',
    ...procedures.flatMap(section),
  ].join('\n')
}

function section({ name, doc, inputs, outputs }: Procedure): readonly string[] {
  return [
    `## ${name}`,
    '',
    doc,
    '',
    ...rowsOf(['input', 'type', '', 'what it is'], inputs.map(inputCells)),
    '',
    ...rowsOf(['output', 'type', '', 'what it is'], outputs.map(outputCells)),
    '',
  ]
}

function inputCells(input: ProcedureInput): readonly string[] {
  const marks = [
    input.isRequired && 'required',
    input.isSensitive && 'secret',
    input.values?.map((value) => `\`${value}\``).join(' or '),
    input.default !== undefined && `default \`${input.default}\``,
  ]
  return [`\`${input.name}\``, input.type.toUpperCase(), joined(marks), input.doc]
}

function outputCells(output: ProcedureOutput): readonly string[] {
  const marks = [output.isSensitive && 'secret', output.nullable && 'may be NULL']
  return [`\`${output.name}\``, output.type.toUpperCase(), joined(marks), output.doc]
}

function joined(marks: readonly (string | false | undefined)[]): string {
  return marks.filter(Boolean).join(', ')
}

function rowsOf(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)]
}
