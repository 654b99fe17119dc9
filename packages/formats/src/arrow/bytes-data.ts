import { type Binary, type Data, makeData, Utf8 } from 'apache-arrow'
import { validityOf } from './validity.ts'

/** Texts one behind the other, in UTF-8. */
export function textData(values: readonly unknown[], textOf: (value: unknown) => string): Data {
  const texts = values.map((value) => (value === null || value === undefined ? '' : textOf(value)))
  const data = Buffer.alloc(texts.reduce((total, text) => total + Buffer.byteLength(text), 0))
  const valueOffsets = new Int32Array(values.length + 1)
  let end = 0
  texts.forEach((text, index) => {
    end += data.write(text, end)
    valueOffsets[index + 1] = end
  })
  return makeData({ type: new Utf8(), ...validityOf(values), valueOffsets, data })
}

/** Bytes one behind the other. */
export function bytesData(
  type: Binary,
  values: readonly unknown[],
  bytesOf: (value: unknown) => Uint8Array,
): Data {
  const pieces = values.map(bytesOf)
  const valueOffsets = new Int32Array(values.length + 1)
  let end = 0
  pieces.forEach((piece, index) => {
    end += piece.length
    valueOffsets[index + 1] = end
  })
  const data = new Uint8Array(Buffer.concat(pieces))
  return makeData({ type, ...validityOf(values), valueOffsets, data })
}
