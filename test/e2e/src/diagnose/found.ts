import { type ConnectionProperties, type DiagnoseOptions, diagnose, type Finding } from 'devopsql'

/** All that a diagnosis finds. */
export async function found(
  properties: string | ConnectionProperties,
  options: DiagnoseOptions = {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for await (const finding of diagnose(properties, options)) findings.push(finding)
  return findings
}

/** `outcome check: what`, of the findings that are not good; those that were not tried only by name. */
export function troubles(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ check, outcome, what }) =>
      outcome === 'skipped' ? `skipped ${check}` : `${outcome} ${check}: ${what}`,
    )
}

/** What is not tried when the network, or the certificate, has a problem. */
export const restOfNetwork: readonly string[] = [
  'skipped clock',
  'skipped organization',
  'skipped sign-in',
  'skipped projects',
  'skipped permissions',
  'skipped limits',
]
