import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { CertificateParts } from './certificate-and-key.ts'
import { certificateError, wrongPassword } from './certificate-error.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g

/** Certificates and the first private key in a PEM text; the key may be encrypted, PKCS#8 or PKCS#1. */
export function readPem(text: string, password: string | undefined): CertificateParts {
  const blocks = [...text.matchAll(block)].map(([pem, label = '']) => ({ pem, label }))
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))?.pem
  const certificates = blocks.filter(({ label }) => label.endsWith('CERTIFICATE'))
  if (blocks.length === 0) {
    throw certificateError(
      'OAuthJWTCert holds no PEM text',
      'PEM text begins with -----BEGIN CERTIFICATE----- or -----BEGIN PRIVATE KEY-----; see OAuthJWTCertType.',
    )
  }
  return {
    certificates: certificates.map(({ pem }) => certificateIn(pem)),
    key: key === undefined ? undefined : keyIn(key, password),
  }
}

function certificateIn(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw certificateError(
      'the certificate is damaged',
      'Copy the whole text between -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----.',
    )
  }
}

function keyIn(pem: string, password: string | undefined): KeyObject {
  const isEncrypted = pem.includes('ENCRYPTED')
  if (isEncrypted && password === undefined) {
    throw certificateError(
      'the private key of the certificate is encrypted',
      'Set OAuthJWTCertPassword to its password.',
    )
  }
  try {
    return createPrivateKey(isEncrypted ? { key: pem, passphrase: password } : pem)
  } catch {
    if (isEncrypted) throw wrongPassword()
    throw certificateError(
      'the private key of the certificate is damaged',
      'Copy the whole text of the key, with the lines that say BEGIN and END.',
    )
  }
}
