import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { type CertificateAndKey, certificateAndKey } from './certificate-and-key.ts'
import { certificateError } from './certificate-error.ts'
import { readPem } from './read-pem.ts'
import { readPfx } from './read-pfx.ts'

/** Certificate and private key of an application. */
export interface ClientCertificate {
  /** Path of a PEM or PFX file, PEM text, or the base64 of a PFX. May hold the key itself. */
  readonly source: string
  /** What `source` is; what it looks like when absent. */
  readonly kind?: 'pem-file' | 'pem' | 'pfx-file' | 'pfx' | undefined
  /** Of the private key or the PFX. */
  readonly password?: string | undefined
}

/** Reads the certificate, from its file each time, so that a renewed one is used. */
export async function loadClientCertificate({
  source,
  kind,
  password,
}: ClientCertificate): Promise<CertificateAndKey> {
  switch (kind ?? kindOf(source)) {
    case 'pem':
      return certificateAndKey(readPem(withLineBreaks(source), password))
    case 'pfx':
      return certificateAndKey(await readPfx(Buffer.from(source, 'base64'), password))
    case 'pem-file':
      return certificateAndKey(readPem((await readCertificateFile(source)).toString(), password))
    case 'pfx-file':
      return certificateAndKey(await readPfx(await readCertificateFile(source), password))
    case 'file': {
      const bytes = await readCertificateFile(source)
      const text = bytes.toString('latin1')
      const parts = text.includes('-----BEGIN ')
        ? readPem(text, password)
        : await readPfx(bytes, password)
      return certificateAndKey(parts)
    }
  }
}

function kindOf(source: string): 'pem' | 'pfx' | 'file' {
  if (source.includes('-----BEGIN ')) return 'pem'
  // A PFX is a sequence of some thousand bytes, and begins with their number in two.
  return /^MII[A-Za-z0-9+/\s]{500,}={0,2}\s*$/.test(source) ? 'pfx' : 'file'
}

/** Variables of pipelines often hold PEM with its line breaks written out. */
function withLineBreaks(pem: string): string {
  return pem.replaceAll('\\r', '').replaceAll('\\n', '\n')
}

async function readCertificateFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    // Without the path: what was taken for one may be a key.
    throw certificateError(
      code === 'ENOENT'
        ? 'the file of the certificate does not exist'
        : `the file of the certificate can not be read (${code})`,
      'Check the path in OAuthJWTCert, and OAuthJWTCertType if it is no path.',
    )
  }
}
