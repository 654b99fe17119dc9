import type { Expression } from '../syntax/ast.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { fillTemplate } from './sql-template.ts'

const algorithms: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha: 'sha1',
  sha1: 'sha1',
  sha2_256: 'sha256',
  sha256: 'sha256',
}

/** HASHBYTES by the algorithm's name. */
export function hashBytes(named: NamedCall): Expression {
  const argument = argumentOf(named, 'algorithm')
  const name = argument.kind === 'string' ? argument.value : undefined
  const hash = name === undefined ? undefined : algorithms[name.toLowerCase()]
  if (hash !== undefined) return fillTemplate(`unhex(${hash}(:text))`, named.values)
  throw callError(
    name === undefined
      ? 'HASHBYTES needs the name of its algorithm as a literal'
      : `HASHBYTES does not know the algorithm ${name}`,
    { call: named.call, argument, hint: "Use 'MD5', 'SHA1' or 'SHA2_256'." },
  )
}
