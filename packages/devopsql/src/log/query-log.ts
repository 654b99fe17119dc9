import { isDevopsqlError } from '@devopsql/errors'
import { explainPlan, type QueryPlan } from '@devopsql/planner'
import { isSecretName, type RequestMeter, removed } from '@devopsql/rest'
import type { Parameters } from '../contract.ts'
import type { ConnectionLog } from './connection-log.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { loggedSql, mayCall } from './sql-text.ts'

/** A statement as it was given. */
export interface LoggedStatement {
  readonly sql: string
  readonly parameters: Parameters
}

export interface StatementEnd {
  readonly rows?: number | undefined
  readonly error?: unknown
}

interface Running {
  readonly queryId: string
  readonly meter: RequestMeter
  readonly startedAt: number
}

export function tellStart(
  log: ConnectionLog,
  queryId: string,
  { sql, parameters }: LoggedStatement,
): void {
  const { text, secrets } = loggedSql(sql)
  const isCall = mayCall(sql)
  const hidden = isCall ? [...secrets, ...Object.values(parameters)] : secrets
  for (const secret of hidden.flatMap(secretsIn)) log.write.hideFromNowOn(secret)
  log.write({ level: 1, module: 'EXEC', queryId, text: () => `started: ${text}` })
  if (Object.keys(parameters).length === 0) return
  // Which argument of a call a parameter stands for isn't known here.
  const shown = (): string => `parameters: ${isCall ? removed : parametersText(parameters)}`
  log.write({ level: 3, module: 'EXEC', queryId, text: shown })
}

/** Shorter values are words rather than codes, tokens and passphrases. */
const leastSecret = 12

// A whole callback address is no secret, but what it brings.
function secretsIn(value: unknown): readonly string[] {
  if (typeof value !== 'string') return []
  const values = URL.canParse(value)
    ? [...new URL(value).searchParams].flatMap(([name, each]) => (isSecretName(name) ? each : []))
    : [value]
  return values.filter((each) => each.length >= leastSecret)
}

export function tellEnd(
  log: ConnectionLog,
  run: Running,
  { rows, error, sql }: StatementEnd & { readonly sql: string },
): void {
  const milliseconds = Math.round(performance.now() - run.startedAt)
  const { requests, bytes, throttledMs } = run.meter
  const cost = `${milliseconds} ms, ${requests} requests, ${bytes} bytes, throttled ${Math.round(throttledMs)} ms`
  const outcome = error === undefined ? 'ended' : 'failed'
  const read = rows === undefined ? '' : `${rows} rows, `
  const why = (): string =>
    error === undefined ? '' : `: ${withoutSecrets(describedError(error), sql)}`
  log.write({
    level: 1,
    module: 'EXEC',
    queryId: run.queryId,
    text: () => `${outcome}: ${read}${cost}${why()}`,
  })
}

export function tellPlan(
  log: ConnectionLog,
  queryId: string,
  { plan, sql }: { readonly plan: QueryPlan; readonly sql: string },
): void {
  const text = (): string => withoutSecrets(explainPlan(plan).join('\n'), sql)
  log.write({ level: 5, module: 'SQLC', queryId, text })
}

/** A text about a statement without the values that the log doesn't show of the statement itself. */
function withoutSecrets(text: string, sql: string): string {
  const known = createKnownSecrets()
  for (const secret of loggedSql(sql).secrets) known.add(secret, { forGood: true })
  return known.hide(text)
}

/** Code, message and what else an error says, and its causes. */
export function describedError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error)
  const own = isDevopsqlError(error)
    ? [`${error.code} ${error.message}`, error.detail, error.hint]
    : [`${error.name} ${error.message}`]
  const hasCause = error.cause !== undefined && depth < 5
  const cause = hasCause ? [`caused by ${describedError(error.cause, depth + 1)}`] : []
  return [...own.filter((part) => part !== undefined), ...cause].join('; ')
}

function parametersText(parameters: Parameters): string {
  return JSON.stringify(parameters, (name: string, value: unknown) => {
    if (isSecretName(name)) return removed
    return typeof value === 'bigint' ? String(value) : value
  })
}
