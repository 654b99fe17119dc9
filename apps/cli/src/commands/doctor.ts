import type { RowFormat } from '@devopsql/formats'
import type { Finding } from 'devopsql'
import type { CliContext } from '../cli-context.ts'
import { connectionSource } from '../connection/connection-source.ts'
import { secretMask } from '../connection/secret-mask.ts'
import { signInInteraction } from '../connection/sign-in-prompt.ts'
import { cacheDirectory } from '../connection/user-directories.ts'
import type { FailureScene } from '../failure-scene.ts'
import { countText } from '../output/count-text.ts'
import { rowFormat, terminalTable } from '../output/output-format.ts'
import { streamSink } from '../output/text-sink.ts'
import { type TextStyle, textStyle } from '../output/text-style.ts'
import { visibleText } from '../output/visible-text.ts'
import type { TablesCommandOptions } from './tables.ts'

/** Tells what is wrong with a connection and what to do, as it is found. Gives the exit code: 1 when there is a problem. */
export async function doctorCommand(
  options: TablesCommandOptions,
  context: CliContext,
  scene: FailureScene,
): Promise<number> {
  const { format = 'table' } = options
  const connectionString = await connectionSource(options, context)
  scene.connectionStrings.push(connectionString)
  const diagnose = await context.loadDiagnose()
  const report =
    format === 'table'
      ? lines(textStyle(context.stdout, context.env))
      : records(rowFormat(format, terminalTable(context)))
  const sink = streamSink(context.stdout)
  const { hide } = secretMask(scene.connectionStrings)
  const findings: Finding[] = []
  await sink.write(report.begin)
  for await (const finding of diagnose(connectionString, {
    metadataDirectory: cacheDirectory(context),
    interaction: signInInteraction(context),
    signal: context.signal,
  })) {
    const { what, hint } = finding
    const shown = { ...finding, what: hide(what), hint: hint && hide(hint) }
    findings.push(shown)
    if (!(await sink.write(report.finding(shown)))) break
  }
  await sink.write(report.end(findings))
  return findings.some(({ outcome }) => outcome === 'problem') ? 1 : 0
}

/** How findings are written, one by one. */
interface Report {
  readonly begin: string
  finding(finding: Finding): string
  end(findings: readonly Finding[]): string
}

const outcomeWidth = 'skipped'.length
const checkWidth = 'organization'.length

function lines(style: TextStyle): Report {
  return {
    begin: '',
    finding: ({ outcome, check, what, hint }) => {
      const margin = ' '.repeat(outcomeWidth + checkWidth + 4)
      const advice =
        hint === undefined ? '' : `${margin}${style.dim(`hint: ${visibleText(hint)}`)}\n`
      const label = outcome.padEnd(outcomeWidth)
      const shown = outcome === 'problem' ? style.red(label) : label
      return `${shown}  ${check.padEnd(checkWidth)}  ${visibleText(what)}\n${advice}`
    },
    end: (findings) => {
      const count = (wanted: Finding['outcome']): number =>
        findings.filter(({ outcome }) => outcome === wanted).length
      return `${style.bold(`${countText(count('problem'), 'problem')}, ${countText(count('warning'), 'warning')}`)}\n`
    },
  }
}

const columns = ['check', 'outcome', 'what', 'hint'] as const

function records(format: RowFormat): Report {
  return {
    begin: format.begin(
      columns.map((name) => ({ name, type: 'VARCHAR', nullable: true, source: undefined })),
    ),
    finding: (finding) => format.rows([columns.map((name) => finding[name] ?? null)]),
    end: () => format.end(),
  }
}
