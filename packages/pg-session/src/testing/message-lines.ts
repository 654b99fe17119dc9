const statuses: Readonly<Record<number, string>> = {
  0: 'ok',
  3: 'cleartext',
  10: 'sasl',
  11: 'sasl-continue',
  12: 'sasl-final',
}

const plain: Readonly<Record<string, string>> = {
  '1': 'ParseComplete',
  '2': 'BindComplete',
  '3': 'CloseComplete',
  I: 'EmptyQueryResponse',
  n: 'NoData',
  s: 'PortalSuspended',
  c: 'CopyDone',
}

/** Splits what a server sends into its messages, each as a line that a test can compare. */
export function createMessageLines(): { push(chunk: Uint8Array): readonly string[] } {
  let bytes = Buffer.alloc(0)
  return {
    push: (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      const lines: string[] = []
      while (bytes.length >= 5) {
        const total = bytes.readInt32BE(1) + 1
        if (bytes.length < total) break
        lines.push(lineOf(bytes.toString('latin1', 0, 1), bytes.subarray(5, total)))
        bytes = bytes.subarray(total)
      }
      return lines
    },
  }
}

function lineOf(type: string, body: Buffer): string {
  switch (type) {
    case 'R':
      return `Authentication ${statuses[body.readInt32BE(0)] ?? 'unknown'} ${strings(body.subarray(4)).join(' ')}`.trim()
    case 'S':
      return `ParameterStatus ${strings(body).join('=')}`
    case 'K':
      return `BackendKeyData ${body.length - 4}`
    case 'v':
      return `NegotiateProtocolVersion ${body.readInt32BE(0) & 0xffff} ${strings(body.subarray(8)).join(' ')}`
    case 'Z':
      return `ReadyForQuery ${body.toString('latin1')}`
    case 'C':
      return `CommandComplete ${strings(body).join()}`
    case 'T':
      return `RowDescription ${columns(body).join(' ')}`
    case 't':
      return `ParameterDescription ${Array.from({ length: body.readInt16BE(0) }, (_, index) => body.readUInt32BE(2 + index * 4)).join(' ')}`
    case 'D':
      return `DataRow ${values(body).join('|')}`
    case 'd':
      return `CopyData ${JSON.stringify(body.toString('utf8'))}`
    case 'H':
      return `CopyOutResponse ${body.readInt8(0)} ${body.readInt16BE(1)}`
    case 'E':
      return `Error ${report(body)}`
    case 'N':
      return `Notice ${report(body)}`
    default:
      return plain[type] ?? `unknown ${type}`
  }
}

function strings(body: Buffer): readonly string[] {
  return body
    .toString('utf8')
    .split('\0')
    .filter((text) => text !== '')
}

/** `name:oid`, with a `b` behind it for the binary format, and `@table.column` where it is one of a relation. */
function columns(body: Buffer): readonly string[] {
  const found: string[] = []
  let at = 2
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const end = body.indexOf(0, at)
    const format = body.readInt16BE(end + 17) === 1 ? 'b' : ''
    const table = body.readUInt32BE(end + 1)
    const origin = table === 0 ? '' : `@${table}.${body.readInt16BE(end + 5)}`
    found.push(`${body.toString('utf8', at, end)}:${body.readUInt32BE(end + 7)}${format}${origin}`)
    at = end + 19
  }
  return found
}

/** Texts as they are, bytes that are no text as hexadecimal digits. */
function values(body: Buffer): readonly string[] {
  const found: string[] = []
  let at = 2
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at)
    at += 4
    const bytes = body.subarray(at, at + Math.max(0, length))
    at += bytes.length
    found.push(length === -1 ? 'NULL' : shown(bytes))
  }
  return found
}

function shown(bytes: Buffer): string {
  const isText = bytes.every((byte) => byte >= 0x20)
  return isText ? bytes.toString('utf8') : bytes.toString('hex')
}

/** Severity, SQLSTATE, message, and where there is one the position. */
function report(body: Buffer): string {
  const fields = new Map(strings(body).map((field) => [field.charAt(0), field.slice(1)]))
  const position = fields.has('P') ? ` @${fields.get('P') ?? ''}` : ''
  return `${fields.get('S') ?? ''} ${fields.get('C') ?? ''} ${fields.get('M') ?? ''}${position}`
}
