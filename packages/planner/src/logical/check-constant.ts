import { DevopsqlError } from '@devopsql/errors'
import type { Column, SqlType } from '@devopsql/schema'
import type { Expression } from '../syntax/ast.ts'
import type { Constant } from './constant.ts'

interface Expected {
  readonly accepts: RegExp
  readonly name: string
  readonly example: string
}

// Looser than what DuckDB reads: what passes here and fails there is still an error, only with a less helpful text.
const expected: Partial<Readonly<Record<SqlType, Expected>>> = {
  integer: { accepts: /^\s*[+-]?[\d._]+(e[+-]?\d+)?\s*$/i, name: 'an integer', example: '42' },
  bigint: { accepts: /^\s*[+-]?[\d._]+(e[+-]?\d+)?\s*$/i, name: 'an integer', example: '42' },
  double: {
    accepts: /^\s*[+-]?([\d._]+(e[+-]?\d+)?|inf(inity)?|nan)\s*$/i,
    name: 'a number',
    example: '1.5',
  },
  boolean: {
    accepts: /^\s*(t|f|true|false|y|n|yes|no|on|off|0|1)\s*$/i,
    name: 'a boolean',
    example: 'true',
  },
  timestamptz: {
    accepts: /^\s*(\d|[+-]?infinity|epoch)/i,
    name: 'a timestamp',
    example: "'2026-01-31' or '2026-01-31 14:30:00Z'",
  },
  uuid: {
    accepts: /^\s*\{?[\da-f-]{32,36}\}?\s*$/i,
    name: 'a UUID',
    example: "'01234567-89ab-cdef-0123-456789abcdef'",
  },
}

/** Throws where a constant is compared with a column that it can't be a value of: known before anything is requested. */
export function checkConstant(constant: Constant, column: Column, expression: Expression): void {
  // The engine would read the texts as numbers, and fail at the first that is none.
  if (constant.kind === 'number' && column.type === 'varchar') {
    throw new DevopsqlError(`${column.name} is a text, which ${constant.text} is not`, {
      code: 'DEVOPSQL_TYPE_MISMATCH',
      hint: `Write '${constant.text}', or CAST(${column.name} AS DOUBLE) to compare numbers.`,
      position: expression.span?.start,
    })
  }
  const type = expected[column.type]
  if (constant.kind !== 'string' || type === undefined || type.accepts.test(constant.value)) return
  throw new DevopsqlError(
    `${column.name} is ${type.name}, which '${constant.value.slice(0, 60)}' is not`,
    {
      code: 'DEVOPSQL_TYPE_MISMATCH',
      hint: `Write a value such as ${type.example}.`,
      position: expression.span?.start,
    },
  )
}
