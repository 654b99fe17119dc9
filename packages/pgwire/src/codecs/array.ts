import { DevopsqlError } from '@devopsql/errors'
import { ByteReader } from '../bytes/byte-reader.ts'
import type { ByteWriter } from '../bytes/byte-writer.ts'
import { protocolViolation } from '../protocol-violation.ts'
import { type Codec, invalidValue, type WireValue } from './codec.ts'
import { mostDimensions, parseArrayText } from './parse-array-text.ts'

/** What an array is made of. */
export interface ElementType {
  readonly oid: number
  readonly name: string
  readonly codec: Codec
}

type Elements = readonly (WireValue | null)[]

/** Arrays of one type, nested up to six deep, each level of the same length. Lower bounds are read and dropped. */
export function arrayCodec(element: ElementType): Codec {
  const type = `${element.name}[]`
  return {
    toText: (value) => {
      const elements = toElements(type, value)
      checkDimensions(type, elements)
      return formatArray(element.codec, elements)
    },
    fromText: (text) => {
      const elements = parseArrayText(text, (item) => element.codec.fromText(item))
      if (elements === undefined) throw invalidValue(type, text)
      checkDimensions(type, elements)
      return elements
    },
    writeBinary: (writer, value) =>
      writeArray(writer, { element, elements: toElements(type, value), lowerBound: 1 }),
    readBinary: (reader) => readArray(reader, element),
  }
}

/** int2vector and oidvector: as text, numbers between spaces; in binary an array that begins at 0. */
export function vectorCodec(element: ElementType, type: string): Codec {
  return {
    toText: (value) =>
      toElements(type, value)
        .map((item) => element.codec.toText(item ?? 0))
        .join(' '),
    fromText: (text) => {
      const items = text.trim().split(/\s+/)
      return items[0] === '' ? [] : items.map((item) => element.codec.fromText(item))
    },
    writeBinary: (writer, value) =>
      writeArray(writer, { element, elements: toElements(type, value), lowerBound: 0 }),
    readBinary: (reader) => readArray(reader, element),
  }
}

function toElements(type: string, value: WireValue): Elements {
  if (!isNested(value)) throw invalidValue(type, value)
  return value
}

// Bytes are values, not lists of numbers.
function isNested(value: WireValue | null | undefined): value is Elements {
  return Array.isArray(value)
}

/** The lengths of the levels, from the first elements; an error where other elements differ. None is empty. */
function checkDimensions(type: string, elements: Elements): number[] {
  const dimensions: number[] = []
  for (let level: WireValue | null | undefined = elements; isNested(level); level = level[0]) {
    if (level.length === 0 || dimensions.length === mostDimensions) {
      if (level === elements) return []
      throw raggedArray(type)
    }
    dimensions.push(level.length)
  }
  checkLevel(type, elements, dimensions)
  return dimensions
}

function checkLevel(type: string, elements: Elements, dimensions: readonly number[]): void {
  const [length, ...inner] = dimensions
  if (elements.length !== length) throw raggedArray(type)
  for (const item of elements) {
    if (isNested(item) !== inner.length > 0) throw raggedArray(type)
    if (isNested(item)) checkLevel(type, item, inner)
  }
}

function raggedArray(type: string): DevopsqlError {
  return new DevopsqlError(`the inner arrays of ${type} differ in their lengths`, {
    code: 'DEVOPSQL_INVALID_VALUE',
  })
}

function formatArray(codec: Codec, elements: Elements): string {
  const items = elements.map((item) => {
    if (item === null) return 'NULL'
    return isNested(item) ? formatArray(codec, item) : quote(codec.toText(item))
  })
  return `{${items.join(',')}}`
}

function quote(text: string): string {
  const isPlain = text !== '' && !/[{}",\\\s]/.test(text) && text.toLowerCase() !== 'null'
  return isPlain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}

function writeArray(
  writer: ByteWriter,
  array: {
    readonly element: ElementType
    readonly elements: Elements
    readonly lowerBound: number
  },
): void {
  const { element, elements, lowerBound } = array
  const dimensions = checkDimensions(`${element.name}[]`, elements)
  const flat = elements.flat(mostDimensions) as (WireValue | null)[]
  writer.int32(dimensions.length)
  writer.int32(flat.includes(null) ? 1 : 0)
  writer.int32(element.oid)
  for (const length of dimensions) {
    writer.int32(length)
    writer.int32(lowerBound)
  }
  for (const item of dimensions.length === 0 ? [] : flat) {
    if (item === null) {
      writer.int32(-1)
      continue
    }
    const mark = writer.beginValue()
    element.codec.writeBinary(writer, item)
    writer.endValue(mark)
  }
}

function readArray(reader: ByteReader, element: ElementType): Elements {
  const dimensions = readHeader(reader, element)
  if (dimensions.includes(0) || dimensions.length === 0) return []
  const total = dimensions.reduce((product, length) => product * length, 1)
  // Each element has at least its length, so a short message can't ask for a long array.
  if (total * 4 > reader.remaining) throw protocolViolation('array value ends too early')
  const flat: (WireValue | null)[] = []
  for (let index = 0; index < total; index++) flat.push(readElement(reader, element))
  return dimensions
    .slice(1)
    .reduceRight<(WireValue | null)[]>((items, length) => chunk(items, length), flat)
}

function readHeader(reader: ByteReader, element: ElementType): number[] {
  const depth = reader.int32()
  reader.int32()
  const oid = reader.uint32()
  if (depth < 0 || depth > mostDimensions) {
    throw protocolViolation(`array value has ${depth} dimensions`)
  }
  if (oid !== element.oid) {
    throw protocolViolation(`array value has elements of type ${oid}, not ${element.oid}`)
  }
  return Array.from({ length: depth }, () => {
    const length = reader.int32()
    if (length < 0) throw protocolViolation(`array value has the length ${length}`)
    reader.int32()
    return length
  })
}

function readElement(reader: ByteReader, element: ElementType): WireValue | null {
  const length = reader.int32()
  if (length === -1) return null
  const inner = new ByteReader(reader.view(length), `${element.name} value`)
  const value = element.codec.readBinary(inner)
  inner.end()
  return value
}

function chunk(items: readonly (WireValue | null)[], length: number): Elements[] {
  const chunks: Elements[] = []
  for (let at = 0; at < items.length; at += length) chunks.push(items.slice(at, at + length))
  return chunks
}
