import type { Expression } from '../syntax/ast.ts'
import { stringLiteral } from '../syntax/build.ts'
import { callError } from './dialect-error.ts'
import { argumentOf, type NamedCall } from './dialect-function.ts'
import { fillTemplate } from './sql-template.ts'

/** JSON_SUM and its like: a list function over the numbers that a path leads to. */
export function jsonAggregate(listFunction: string): (named: NamedCall) => Expression {
  return (named) =>
    fillTemplate(
      `${listFunction}(${slice('TRY_CAST(json_extract(:json, :path) AS DOUBLE[])', named)})`,
      {
        json: argumentOf(named, 'json'),
        path: elementsOf(named),
      },
    )
}

/** JSON_COUNT. */
export function jsonCount(named: NamedCall): Expression {
  return fillTemplate(`len(${slice('json_extract(:json, :path)', named)})`, {
    json: argumentOf(named, 'json'),
    path: elementsOf(named),
  })
}

interface ListPath {
  readonly list: string
  /** Both counted from 0 and included. */
  readonly from: number
  readonly to: number | undefined
}

/** The path of each element; the range is for `slice`. A path with a wildcard leads to elements itself. */
function elementsOf(named: NamedCall): Expression {
  const { list } = readPath(named)
  return stringLiteral(list.includes('[*]') ? list : `${list}[*]`)
}

function slice(list: string, named: NamedCall): string {
  const { from, to } = readPath(named)
  if (from === 0 && to === undefined) return list
  // The last one of DuckDB's slices is included, and -1 is the last element.
  return `list_slice(${list}, ${from + 1}, ${to === undefined ? -1 : to + 1})`
}

function readPath(named: NamedCall): ListPath {
  const argument = argumentOf(named, 'path')
  const path = argument.kind === 'string' ? argument.value : undefined
  if (path === undefined) {
    throw callError(`${named.call.name} needs its path as a literal`, {
      call: named.call,
      argument,
      hint: "Write the path of a list, such as '$.values' or '$.values[0..2]'.",
    })
  }
  const [, list = '$', range = ''] = /^(.*?)(\[[^[\]]*\])?$/.exec(path) ?? []
  if (range === '' || range === '[x]' || range === '[*]') return { list, from: 0, to: undefined }
  if (/^\[\d+\]$/.test(range)) return { list: path, from: 0, to: undefined }
  const bounds = /^\[(\d*)\.\.(\d*)\]$/.exec(range)
  if (bounds !== null) {
    const [, from = '', to = ''] = bounds
    return { list, from: Number(from), to: to === '' ? undefined : Number(to) }
  }
  throw callError(`${named.call.name} does not know the path ${path}`, {
    call: named.call,
    argument,
    hint: "A list ends in nothing, [x], [*], [from..to], [from..] or [..to]: '$.values[0..2]'.",
  })
}
