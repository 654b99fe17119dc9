import { Buffer } from 'node:buffer'
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { asn1, pkcs12 } from 'node-forge'
import type { CertificateParts } from './certificate-and-key.ts'
import { certificateError, wrongPassword } from './certificate-error.ts'

type Forge = typeof import('node-forge')

/** Certificates and the first private key in a PFX (PKCS #12). Loads its reader when it is first called. */
export async function readPfx(
  bytes: Buffer,
  password: string | undefined,
): Promise<CertificateParts> {
  const { default: forge } = await import('node-forge')
  try {
    const parsed = forge.asn1.fromDer(forge.util.createBuffer(bytes.toString('latin1')))
    const contents = forge.pkcs12.pkcs12FromAsn1(parsed, false, password ?? '').safeContents
    const bags = contents.flatMap(({ safeBags }) => safeBags)
    const keys = bags.map((bag) => keyOf(forge, bag)).filter((key) => key !== undefined)
    const certificates = bags.map((bag) => certificateOf(forge, bag))
    return { certificates: certificates.filter((one) => one !== undefined), key: keys[0] }
  } catch (error) {
    if (error instanceof Error && /password/i.test(error.message)) throw wrongPassword()
    throw certificateError(
      'OAuthJWTCert is no PFX that can be read',
      'Check OAuthJWTCertType and OAuthJWTCertPassword, or turn the PFX into PEM: openssl pkcs12 -in app.pfx -nodes -out app.pem.',
    )
  }
}

function keyOf(forge: Forge, { type, key, asn1: raw }: pkcs12.Bag): KeyObject | undefined {
  const { keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids
  if (type !== keyBag && type !== pkcs8ShroudedKeyBag) return undefined
  if (key == null) {
    return createPrivateKey({ key: derOf(forge, raw), format: 'der', type: 'pkcs8' })
  }
  const der = derOf(forge, forge.pki.privateKeyToAsn1(key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
}

function certificateOf(
  forge: Forge,
  { type, cert, asn1: raw }: pkcs12.Bag,
): X509Certificate | undefined {
  if (type !== forge.pki.oids['certBag']) return undefined
  return new X509Certificate(derOf(forge, cert == null ? raw : forge.pki.certificateToAsn1(cert)))
}

function derOf(forge: Forge, value: asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1')
}
