import type { SignedIn } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import { openConnection } from '../connection/open-connection.ts'
import type { FailureScene } from '../failure-scene.ts'
import { cellText } from '../output/cell-text.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { writeValues } from '../output/write-values.ts'
import type { TablesCommandOptions } from './tables.ts'

/** Shows who is signed in, and asks nobody to. Gives the exit code. */
export async function whoamiCommand(
  options: TablesCommandOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const { format = 'table' } = options
  const interaction = { asking: 'never' } as const
  await using connection = await openConnection({ ...options, interaction }, context, scene)
  const who = await connection.whoAmI({ signal: context.signal })
  const facts = { ...factsOf(who), SettingsLocation: connection.settingsLocation }
  const sink = streamSink(context.stdout)
  if (format === 'table') await sink.write(linesOf(facts))
  else {
    const content = { columns: Object.keys(facts), rows: [Object.values(facts)] }
    await writeValues(content, rowFormat(format, terminalTable(context)), sink)
  }
  return 0
}

type Facts = Readonly<Record<string, unknown>>

/** What is known, a line each. */
function linesOf(facts: Facts): string {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined)
  const width = Math.max(...known.map(([name]) => name.length))
  return known.map(([name, value]) => `${name.padEnd(width)}  ${cellText(value)}\n`).join('')
}

function factsOf(who: SignedIn): Facts {
  return {
    Account: who.account,
    DisplayName: who.displayName,
    Organization: who.organization,
    Id: who.id,
    Tenant: who.tenant,
    ObjectId: who.objectId,
    ApplicationId: who.applicationId,
    Scopes: who.scopes?.join(' '),
    ExpiresAt: who.expiresAt,
    AuthScheme: who.scheme,
    Source: who.source,
  }
}
