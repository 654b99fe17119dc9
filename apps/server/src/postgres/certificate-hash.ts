import { createHash, X509Certificate } from 'node:crypto'

/** Hash functions by the last bytes of the object identifiers of the signatures that use them. */
const hashes: readonly (readonly [oid: string, hash: string])[] = [
  ['2a864886f70d010104', 'sha256'],
  ['2a864886f70d010105', 'sha256'],
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
]

/**
 * The hash of a certificate as `tls-server-end-point` (RFC 5929) has it: by the function of its signature, but by
 * SHA-256 instead of MD5 and SHA-1. Undefined for a signature without such a function.
 */
export function certificateHash(pem: string | Buffer): Uint8Array | undefined {
  const { raw } = new X509Certificate(pem)
  const oid = signatureOid(raw)
  const hash = hashes.find(([known]) => known === oid)?.[1]
  return hash === undefined ? undefined : createHash(hash).update(raw).digest()
}

/** `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OID ... }, ... }` */
function signatureOid(certificate: Buffer): string {
  const outer = element(certificate, 0)
  const signed = element(certificate, outer.start)
  const algorithm = element(certificate, signed.end)
  const oid = element(certificate, algorithm.start)
  return certificate.subarray(oid.start, oid.end).toString('hex')
}

/** Where the content of a DER element lies. */
function element(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = bytes[at + 1] ?? 0
  if (first < 0x80) return { start: at + 2, end: at + 2 + first }
  const size = first & 0x7f
  const start = at + 2 + size
  return { start, end: start + bytes.readUIntBE(at + 2, size) }
}
