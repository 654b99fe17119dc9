import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { parse } from './parse.ts'

function failure(sql: string): readonly unknown[] {
  try {
    parse(sql)
  } catch (error) {
    if (isDevopsqlError(error)) return [error.code, error.position, error.message, error.hint]
    throw error
  }
  throw new Error('it parsed')
}

it.each([
  [
    'SELECT a INTO x FROM t',
    9,
    'SELECT INTO is not supported',
    'Write rows into a file with devopsql query --output FILE.',
  ],
  [
    'SELECT a FROM t FOR UPDATE',
    16,
    'FOR UPDATE is not supported',
    'This reads only: leave it out.',
  ],
  [
    'SELECT a FROM t WITH (NOLOCK)',
    16,
    'a hint for the optimizer is not supported',
    'Leave it out.',
  ],
  [
    'SELECT a FROM t OPTION (MAXDOP 1)',
    16,
    'a hint for the optimizer is not supported',
    'Leave it out.',
  ],
  [
    'SELECT TOP 2 WITH TIES a FROM t',
    13,
    'WITH TIES is not supported',
    'Filter by the rank instead: QUALIFY rank() OVER (ORDER BY …) <= 10.',
  ],
  [
    'SELECT a FROM t START WITH a = 1 CONNECT BY PRIOR a = b',
    16,
    'CONNECT BY is not supported',
    'Walk a hierarchy with WITH RECURSIVE.',
  ],
  [
    "SELECT a FROM t WHERE a REGEXP 'x'",
    24,
    'the operator REGEXP is not supported',
    "Write regexp_matches(text, 'pattern').",
  ],
  [
    'SELECT (SELECT a FROM t FOR JSON) FROM u',
    24,
    'FOR JSON is not supported',
    'Choose JSON with devopsql query --format json, or build it with json_object.',
  ],
])('is said where it stands: %s', (sql, ...expected) => {
  expect(failure(sql)).toEqual(['DEVOPSQL_UNSUPPORTED_STATEMENT', ...expected])
})
