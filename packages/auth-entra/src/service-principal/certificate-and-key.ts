import type { KeyObject, X509Certificate } from 'node:crypto'
import { DevopsqlError } from '@devopsql/errors'
import { certificateError } from './certificate-error.ts'

/** What was found in a PEM or PFX. */
export interface CertificateParts {
  readonly certificates: readonly X509Certificate[]
  readonly key: KeyObject | undefined
}

/** What MSAL signs with. */
export interface CertificateAndKey {
  /** PEM, not encrypted. */
  readonly privateKey: string
  readonly thumbprintSha256: string
  /** PEM of the certificate, then of those above it. */
  readonly x5c: string
}

/** Checks that the parts can sign in: a key that belongs to one of the certificates, RSA, at this time. */
export function certificateAndKey({ certificates, key }: CertificateParts): CertificateAndKey {
  if (key === undefined) {
    throw certificateError(
      'the private key is missing beside the certificate',
      'Put the certificate and its private key into one file, and name it in OAuthJWTCert.',
    )
  }
  if (certificates.length === 0) {
    throw certificateError(
      'the certificate is missing beside the private key',
      'Put the certificate and its private key into one file, and name it in OAuthJWTCert.',
    )
  }
  const certificate = certificates.find((one) => one.checkPrivateKey(key))
  if (certificate === undefined) {
    throw certificateError(
      'the private key does not belong to the certificate',
      'Give the key that the certificate was requested with.',
    )
  }
  checkKey(key)
  checkTime(certificate)
  const chain = [certificate, ...certificates.filter((one) => one !== certificate)]
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    x5c: chain.map((one) => one.toString().trim()).join('\n'),
  }
}

function checkKey(key: KeyObject): void {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType === 'rsa' && bits >= 2048) return
  throw certificateError(
    'the key of the certificate is not an RSA key of at least 2048 bits',
    'Microsoft Entra takes RSA certificates for applications: make one, and upload it to the application.',
  )
}

function checkTime({ validFrom, validTo }: X509Certificate): void {
  const [from, to] = [new Date(validFrom), new Date(validTo)]
  const now = new Date()
  if (now >= from && now <= to) return
  const problem =
    now > to
      ? `the certificate has expired on ${to.toISOString().slice(0, 10)}`
      : `the certificate is not valid before ${from.toISOString()}`
  throw new DevopsqlError(problem, {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Upload a new certificate to the application and set OAuthJWTCert to it; check the clock of this machine.',
  })
}
