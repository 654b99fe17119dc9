import type { CliContext, OutputStream } from '../cli-context.ts'

export interface TextStyle {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
}

export const plainStyle: TextStyle = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
}

const coloured: TextStyle = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
  red: (text) => `\u001b[31m${text}\u001b[39m`,
}

/** Colours for a terminal that wants them: not in a pipe, not with NO_COLOR, not on a dumb terminal. */
export function textStyle(stream: OutputStream, env: CliContext['env']): TextStyle {
  const wanted = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return wanted ? coloured : plainStyle
}
