import { coverArguments, type Secrecy } from '@devopsql/planner'
import { isSecretName, removed } from '@devopsql/rest'
import { secrecyOfArgument } from '../procedures/cover-secrets.ts'

/** A statement as a log may show it. */
export interface LoggedSql {
  readonly text: string
  /** The values that aren't in it any more. */
  readonly secrets: readonly string[]
}

/**
 * A statement without the secret arguments of EXEC, and without literals that stand against a secret's name. The text
 * need not be valid.
 */
export function loggedSql(sql: string): LoggedSql {
  const covered = coverArguments(sql, secrecy)
  const secrets: string[] = []
  let text = ''
  let end = 0
  for (const { index, 0: stars } of covered.matchAll(/\*+/g)) {
    const written = sql.slice(index, index + stars.length)
    // A star of the statement itself.
    if (written === stars) continue
    secrets.push(written.replace(/^N?['"]|['"]$/gi, '').replaceAll("''", "'"))
    text += covered.slice(end, index) + removed
    end = index + stars.length
  }
  return { text: text + covered.slice(end), secrets }
}

const secrecy: Secrecy = (argument, procedure) => {
  const known = secrecyOfArgument(argument, procedure)
  return known === 'unknown' && isSecretName(argument) ? 'secret' : known
}

/** Whether the text may call a stored procedure. */
export function mayCall(sql: string): boolean {
  return /\b(?:exec|execute|call)\b/i.test(sql)
}
