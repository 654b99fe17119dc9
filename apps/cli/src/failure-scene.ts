/** What the report of a failure needs to know, noted as the command comes to know it. */
export interface FailureScene {
  /** The SQL text that was sent last, its secrets covered: an error's position points into it. */
  sql: string | undefined
  /** Their secrets are taken out of what is reported. */
  readonly connectionStrings: string[]
  /** What was told of them already. */
  readonly notes: Set<string>
}

export function failureScene(env: Readonly<Record<string, string | undefined>>): FailureScene {
  const fromEnvironment = env['DEVOPSQL_CONNECTION']
  return {
    sql: undefined,
    connectionStrings: fromEnvironment ? [fromEnvironment] : [],
    notes: new Set(),
  }
}
