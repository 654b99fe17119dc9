import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { serialize } from 'pg-protocol'
import { startupPacket } from './startup-packet.ts'
import type { WireClient } from './wire-client.ts'

/** Begins a session by SCRAM as RFC 5802 tells the client to. Gives all lines, and the salt as one. */
export async function scramClient(
  client: WireClient,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<readonly string[]> {
  client.send(startupPacket({ user }))
  await client.until('Authentication sasl')
  const bare = 'n=,r=clientnonce'
  client.send(serialize.sendSASLInitialResponseMessage('SCRAM-SHA-256', `n,,${bare}`))
  const first = (await client.until('Authentication sasl-continue')).at(-1)?.split(' ')[2] ?? ''
  const parts = /^r=(?<nonce>[^,]+),s=(?<salt>[^,]+),i=(?<iterations>\d+)$/.exec(first)?.groups
  const salt = Buffer.from(parts?.['salt'] ?? '', 'base64')
  const salted = pbkdf2Sync(password, salt, Number(parts?.['iterations']), 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest()
  const withoutProof = `c=biws,r=${parts?.['nonce']}`
  const signature = createHmac('sha256', storedKey)
    .update(`${bare},${first},${withoutProof}`)
    .digest()
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)))
  client.send(
    serialize.sendSCRAMClientFinalMessage(`${withoutProof},p=${proof.toString('base64')}`),
  )
  const lines = await client.until('ReadyForQuery')
  return [`salt ${parts?.['salt']}`, ...lines.filter((line) => line !== 'ended')]
}
