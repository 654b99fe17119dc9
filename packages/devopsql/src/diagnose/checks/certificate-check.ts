import type { ServerCertificate } from '@devopsql/rest'
import { type Check, type Observation, ok, problem, warning } from '../check.ts'

const day = 86_400_000

/** Whether what is sent is encrypted for the right host, and for how long its certificate lasts. */
export const certificateCheck: Check = {
  name: 'certificate',
  needs: ['network'],
  async *run({ organization, options, now }) {
    const { address, host, reach } = organization()
    if (address.startsWith('http:')) {
      yield unencrypted(host)
      return
    }
    const { certificate, failure } = await reach()
    if (failure !== undefined) {
      yield refused(failure.code ?? '', host, certificate)
      return
    }
    if (options.SSLServerCert === '*') {
      yield warning(
        'SSLServerCert=* trusts every certificate: whoever is between here and there can read the token',
        'Name the certificate of the authority instead: SSLServerCert=/path/to/authority.pem.',
      )
    }
    if (certificate === undefined) return
    const left = Math.floor((certificate.validTo.getTime() - now()) / day)
    yield left < 14
      ? warning(
          `${described(certificate)}: ${left} days`,
          'Whoever runs the server has to renew it in time.',
        )
      : ok(described(certificate))
  },
}

function unencrypted(host: string): Observation {
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)) {
    return ok('not encrypted, which nobody sees on this very machine')
  }
  return warning(
    'the connection is not encrypted: whoever is between here and there can read the token',
    'Write https:// in URL.',
  )
}

function described({ subject, issuer, validTo }: ServerCertificate): string {
  return `the certificate of ${subject}, issued by ${issuer}, ends on ${dateText(validTo)}`
}

function refused(
  code: string,
  host: string,
  certificate: ServerCertificate | undefined,
): Observation {
  if (certificate === undefined) {
    return problem(
      `no TLS connection to ${host} could be made${code === '' ? '' : ` (${code})`}`,
      'If the server speaks plain HTTP, write http:// in URL; else it may speak only versions of TLS that are too old.',
    )
  }
  const { subject, issuer, names, validFrom, validTo } = certificate
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return problem(
        `the certificate of ${subject} ended on ${dateText(validTo)}`,
        'Whoever runs the server has to renew it, unless the clock of this machine is wrong.',
      )
    case 'CERT_NOT_YET_VALID':
      return problem(
        `the certificate of ${subject} is good only from ${dateText(validFrom)} on`,
        'Set the clock of this machine.',
      )
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return problem(
        `the certificate of ${host} is for ${names.join(', ') || subject}`,
        'Write the name in URL that the certificate is for; otherwise something else answers than Azure DevOps.',
      )
    default:
      return problem(
        `the certificate of ${subject} is issued by ${issuer}, whom this machine does not trust (${code})`,
        'If that is an authority of your organization, or of a proxy that looks into TLS, name its certificate: SSLServerCert=/path/to/authority.pem.',
      )
  }
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10)
}
