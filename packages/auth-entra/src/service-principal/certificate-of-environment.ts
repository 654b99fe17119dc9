import { variable } from '../environment.ts'
import type { ClientCertificate } from './client-certificate.ts'

/** The certificate that `AZURE_CLIENT_CERTIFICATE_PATH` and `AZURE_CLIENT_CERTIFICATE_PASSWORD` name. */
export function certificateOfEnvironment(): ClientCertificate | undefined {
  const source = variable('AZURE_CLIENT_CERTIFICATE_PATH')
  if (source === undefined) return undefined
  return { source, password: variable('AZURE_CLIENT_CERTIFICATE_PASSWORD') }
}
