import { isAscii } from 'node:buffer'
import type { DuckDBVector } from '@duckdb/node-api'
import type { DuckModule } from './duck-module.ts'
import { nullsOf } from './vector-parts.ts'

// A value of DuckDB is 16 bytes: its length, then itself where it is no longer than this, else where it is.
const longestInside = 12
const wordsOfValue = 4
// What the texts of one run may keep alive together.
const longestRun = 65_536

/** What a vector of texts is made of; the declarations of DuckDB's package keep it private. */
interface TextParts {
  readonly dataView: DataView
}

/** Texts that lie one behind the other in memory, read at once. */
interface Run {
  readonly start: number
  readonly end: number
  readonly bytes: Buffer
  /** Undefined where characters aren't bytes. */
  readonly text: string | undefined
}

/**
 * All texts of a vector. DuckDB's own package asks the engine for each one, which costs more than all else that is done
 * with a text. With `isBrief` they may share memory: for those who don't keep some of them for long.
 */
export function readTexts(
  { bindings }: DuckModule,
  vector: DuckDBVector,
  isBrief: boolean,
): (string | null)[] {
  const { dataView } = vector as unknown as TextParts
  const isNull = nullsOf(vector)
  const count = vector.itemCount
  const { buffer, byteOffset } = dataView
  const words = new Uint32Array(buffer, byteOffset, count * wordsOfValue)
  const inside = Buffer.from(buffer, byteOffset, count * wordsOfValue * 4)
  const insideText = inside.toString('latin1')
  const lengthOf = (index: number): number => words[index * wordsOfValue] ?? 0
  const addressOf = (index: number): number => {
    const at = index * wordsOfValue + 2
    return (words[at] ?? 0) + (words[at + 1] ?? 0) * 0x1_0000_0000
  }
  const openRun = (first: number): Run => {
    const start = addressOf(first)
    let end = start + lengthOf(first)
    for (let index = first + 1; index < count && end - start < longestRun; index++) {
      if (lengthOf(index) <= longestInside || isNull?.(index) === true) continue
      // Only what belongs to a value is ever read.
      if (addressOf(index) !== end) break
      end += lengthOf(index)
    }
    const pointer = byteOffset + (first * wordsOfValue + 2) * 4
    const found = bindings.get_data_from_pointer(buffer as ArrayBuffer, pointer, end - start)
    const bytes = Buffer.from(found.buffer, found.byteOffset, found.byteLength)
    return {
      start,
      end,
      bytes,
      text: isBrief && isAscii(bytes) ? bytes.toString('latin1') : undefined,
    }
  }

  let run: Run | undefined
  const texts = new Array<string | null>(count)
  for (let index = 0; index < count; index++) {
    const length = lengthOf(index)
    if (isNull?.(index) === true) texts[index] = null
    else if (length <= longestInside) {
      const at = index * wordsOfValue * 4 + 4
      const text = insideText.slice(at, at + length)
      texts[index] = isPlain(text) ? text : inside.toString('utf8', at, at + length)
    } else {
      const address = addressOf(index)
      if (run === undefined || address < run.start || address + length > run.end) {
        run = openRun(index)
      }
      const at = address - run.start
      texts[index] = run.text?.slice(at, at + length) ?? run.bytes.toString('utf8', at, at + length)
    }
  }
  return texts
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}
