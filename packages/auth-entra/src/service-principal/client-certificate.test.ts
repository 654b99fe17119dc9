import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadClientCertificate } from './client-certificate.ts'

const folder = `${import.meta.dirname}/../testing/certificates`
const certificate = readFileSync(`${folder}/cert.pem`, 'utf8')
const expired = readFileSync(`${folder}/expired.pem`, 'utf8')
const keyText = readFileSync(`${folder}/key.pem`, 'utf8')
const key = createPrivateKey(keyText)
const thumbprint = new X509Certificate(certificate).fingerprint256.replaceAll(':', '')

it('reads PKCS#8 and PKCS#1 keys, plain and encrypted', async () => {
  const lock = { cipher: 'aes-256-cbc', passphrase: 'opening words', format: 'pem' } as const
  const texts = [
    key.export({ type: 'pkcs8', format: 'pem' }),
    key.export({ type: 'pkcs1', format: 'pem' }),
    key.export({ type: 'pkcs8', ...lock }),
    key.export({ type: 'pkcs1', ...lock }),
  ].map(String)
  for (const text of texts) {
    const source = `${certificate}${text}`
    const password = text.includes('ENCRYPTED') ? lock.passphrase : undefined
    const loaded = await loadClientCertificate({ source, password })
    expect(loaded.thumbprintSha256).toBe(thumbprint)
    expect(createPrivateKey(loaded.privateKey).equals(key)).toBe(true)
  }
  expect(texts.filter((text) => text.includes('ENCRYPTED'))).toHaveLength(2)
})

it('puts the certificate of the key first, whatever the order in the text', async () => {
  const { certificate: other } = anotherCertificate()
  const source = `${keyText}${other}${certificate}`
  const { x5c, thumbprintSha256 } = await loadClientCertificate({ source, kind: 'pem' })
  expect(thumbprintSha256).toBe(thumbprint)
  expect(x5c).toBe(`${certificate.trim()}\n${other.trim()}`)
})

it('reads PEM whose line breaks were written out', async () => {
  const source = `${certificate}${keyText}`.replaceAll('\n', '\\n')
  expect((await loadClientCertificate({ source })).thumbprintSha256).toBe(thumbprint)
})

it.each([
  { name: 'modern.pfx', password: 'pfx-password' },
  { name: 'legacy.pfx', password: 'secret-legacy' },
])('reads $name of OpenSSL, as a file and as base64', async ({ name, password }) => {
  const path = `${folder}/${name}`
  const base64 = readFileSync(path).toString('base64')
  const ways = [
    { source: path },
    { source: path, kind: 'pfx-file' as const },
    { source: base64 },
    { source: base64.replaceAll(/(.{64})/g, '$1\n'), kind: 'pfx' as const },
  ]
  for (const way of ways) {
    const loaded = await loadClientCertificate({ ...way, password })
    expect(loaded.thumbprintSha256).toBe(thumbprint)
    expect(createPrivateKey(loaded.privateKey).equals(key)).toBe(true)
  }
  for (const wrong of ['Canary-Wrong', undefined]) {
    await expect(loadClientCertificate({ source: path, password: wrong })).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
      message: 'the password of the certificate is wrong',
    })
  }
})

const encrypted = key
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' })
  .toString()

it.each([
  [`${certificate}${encrypted}`, undefined, 'the private key of the certificate is encrypted'],
  [`${certificate}${encrypted}`, 'wrong', 'the password of the certificate is wrong'],
  [certificate, undefined, 'the private key is missing beside the certificate'],
  [keyText, undefined, 'the certificate is missing beside the private key'],
  [`${expired}${keyText}`, undefined, 'the certificate has expired on 2021-01-01'],
  [
    `${certificate}${anotherKey()}`,
    undefined,
    'the private key does not belong to the certificate',
  ],
  [
    `${certificate}${keyText.replaceAll(/[a-m]/g, 'x')}`,
    undefined,
    'the private key of the certificate is damaged',
  ],
  ['/no/such/place.pem', undefined, 'the file of the certificate does not exist'],
])('says what is wrong, without the key (case %#)', async (source, password, message) => {
  const error: unknown = await loadClientCertificate({ source, password }).catch(
    (problem: unknown) => problem,
  )
  expect(error).toMatchObject({ message })
  expect(error).not.toHaveProperty('cause')
  expect(JSON.stringify(error)).not.toContain(keyText.slice(100, 140))
})

it('refuses what is no PFX', async () => {
  const source = Buffer.from('neither one nor the other').toString('base64')
  await expect(loadClientCertificate({ source, kind: 'pfx' })).rejects.toMatchObject({
    message: 'OAuthJWTCert is no PFX that can be read',
  })
})

function anotherKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** One that the key belongs to as well would be taken first. */
function anotherCertificate(): { readonly certificate: string } {
  return { certificate: readFileSync(`${folder}/authority.pem`, 'utf8') }
}
