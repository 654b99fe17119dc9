import type { Expression, FunctionCall } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The number of a weekday that an argument names, 1 for Monday to 7 for Sunday. */
export function weekdayNumber(argument: Expression, call: FunctionCall): number {
  const written =
    argument.kind === 'number'
      ? argument.text
      : argument.kind === 'string'
        ? argument.value
        : argument.kind === 'column' && argument.path.length === 1
          ? (argument.path[0]?.name ?? '')
          : ''
  const named = weekdays.indexOf(written.toLowerCase()) + 1
  const number = named === 0 ? Number(written) : named
  if (/^[1-7]$/.test(String(number))) return number
  throw callError(`${call.name} needs a weekday`, {
    call,
    argument,
    hint: "Write it as 'monday', or as 1 for Monday to 7 for Sunday.",
  })
}
