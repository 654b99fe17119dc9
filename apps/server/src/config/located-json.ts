import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import type { Mistake } from './mistake.ts'

/** A JSON text whose values know their place. */
export interface LocatedJson {
  readonly value: unknown
  /** Of its syntax. */
  readonly mistakes: readonly Mistake[]
  /** `file:line:column` of the value at a JSON pointer, or of the name where `ofName`. */
  placeOf(pointer: string, ofName?: boolean): string
}

/** Reads JSON as it is, without comments; tells every mistake of its syntax. */
export function locatedJson(text: string, file: string): LocatedJson {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  const place = (offset: number): string => {
    const before = text.slice(0, offset).split('\n')
    return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
  }
  return {
    value: root === undefined ? undefined : (getNodeValue(root) as unknown),
    mistakes: errors.map(({ error, offset }) => ({
      place: place(offset),
      message: words(printParseErrorCode(error)),
    })),
    placeOf: (pointer, ofName = false) => {
      const node = root && nodeAt(root, pointer)
      const named = ofName && node?.parent?.type === 'property' ? node.parent : node
      return place(named?.offset ?? 0)
    },
  }
}

function nodeAt(root: Node, pointer: string): Node | undefined {
  const names = pointer.split('/').slice(1).map(unescaped)
  return findNodeAtLocation(
    root,
    names.map((name) => (/^\d+$/.test(name) ? Number(name) : name)),
  )
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** `PropertyNameExpected` as `property name expected`. */
function words(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}
