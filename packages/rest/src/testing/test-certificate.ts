import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Whether this machine can make certificates. */
export const hasOpenssl: boolean = spawnSync('openssl', ['version']).status === 0

/** A certificate with its key, in PEM. */
export interface TestCertificate {
  readonly key: string
  readonly cert: string
  readonly file: string
}

/** A certificate that signs itself, good for two days and for these names. */
export function aCertificate(names = 'IP:127.0.0.1'): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'devopsql-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const key = join(folder, 'key.pem')
  const file = join(folder, 'cert.pem')
  const subject = ['-subj', '/CN=devopsql test', '-addext', `subjectAltName=${names}`]
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  spawnSync('openssl', [...kind, ...subject, '-keyout', key, '-out', file])
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file }
}
