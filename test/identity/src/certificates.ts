// The certificate library finds its parts by decorators, which need this first.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const elliptic = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}
const day = 86_400_000

/** PEM texts of a certificate and its private key. */
export interface KeyPair {
  readonly certificate: string
  readonly key: string
}

export interface Certificates {
  /** The authority that signed `server`, as PEM. */
  readonly authority: string
  /** For every host that the tests reach over TLS. */
  readonly server: KeyPair
  /** Self-signed, for a service principal; the key is RSA. */
  readonly client: KeyPair & { readonly publicKey: webcrypto.JsonWebKey }
}

/** Hosts as the product asks for them. */
const hosts = [
  'localhost',
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'dev.azure.com',
  '*.dev.azure.com',
]

let made: Promise<Certificates> | undefined

/** Certificates that are good from yesterday and for a week: the same ones for all of this process. */
export function testCertificates(): Promise<Certificates> {
  made ??= makeCertificates()
  return made
}

async function makeCertificates(): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto)
  const { subtle } = webcrypto
  const usages: webcrypto.KeyUsage[] = ['sign', 'verify']
  const [authorityKeys, serverKeys, clientKeys] = await Promise.all([
    subtle.generateKey(elliptic, true, usages),
    subtle.generateKey(elliptic, true, usages),
    subtle.generateKey(rsa, true, usages),
  ])
  const life = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 7 * day) }
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...life,
    serialNumber: '01',
    name: 'CN=devopsql test authority',
    signingAlgorithm: elliptic,
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  const server = await x509.X509CertificateGenerator.create({
    ...life,
    serialNumber: '02',
    subject: 'CN=localhost',
    issuer: authority.subject,
    signingAlgorithm: elliptic,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        ...hosts.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  })
  const client = await x509.X509CertificateGenerator.createSelfSigned({
    ...life,
    serialNumber: '03',
    name: 'CN=service principal',
    signingAlgorithm: rsa,
    keys: clientKeys,
  })
  return {
    authority: authority.toString('pem'),
    server: { certificate: server.toString('pem'), key: await pemOf(serverKeys.privateKey) },
    client: {
      certificate: client.toString('pem'),
      key: await pemOf(clientKeys.privateKey),
      publicKey: await subtle.exportKey('jwk', clientKeys.publicKey),
    },
  }
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key)
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}
