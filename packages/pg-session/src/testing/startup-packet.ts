/** A startup packet with these parameters and no others. */
export function startupPacket(
  parameters: Readonly<Record<string, string>>,
  minorVersion = 0,
): Uint8Array {
  const texts = Object.entries(parameters).flat()
  const body = Buffer.from(`${texts.map((text) => `${text}\0`).join('')}\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + head.length, 0)
  head.writeInt32BE(0x3_0000 | minorVersion, 4)
  return Buffer.concat([head, body])
}
