import type { Pushdown } from '@devopsql/schema'

/** The parameters of a time range, and what else has to be sent with them. */
export interface TimeParameters {
  readonly from: string
  readonly to: string
  readonly also?: Readonly<Record<string, string>>
}

/** Lower and upper bounds on a time become parameters. */
export function timeRange(column: string, parameters: TimeParameters): readonly Pushdown[] {
  const inexact = 'times are kept to seven digits there and to six here'
  const { from, to, also } = parameters
  return [
    { column, operators: ['>', '>='], send: { [from]: '$value', ...also }, inexact },
    { column, operators: ['<', '<='], send: { [to]: '$value', ...also }, inexact },
  ]
}
