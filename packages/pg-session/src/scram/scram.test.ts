import { describe, expect, it } from 'vitest'
import { beginScram } from './scram-exchange.ts'
import { createScramVerifier, parseScramVerifier, verifyScramPassword } from './scram-verifier.ts'

/** The dialogue of RFC 7677, section 3: user `user`, password `pencil`. */
const rfc = {
  salt: Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'),
  serverNonce: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
  clientFirst: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
  serverFirst:
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  clientFinal:
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
}
const verifier = await createScramVerifier('pencil', { iterations: 4096, salt: rfc.salt })

function exchange(
  clientFirst: string,
  options: { readonly mechanism?: string; readonly certificateHash?: Uint8Array } = {},
) {
  return beginScram(clientFirst, {
    keys: parseScramVerifier(verifier),
    nonce: rfc.serverNonce,
    mechanism: options.mechanism ?? 'SCRAM-SHA-256',
    certificateHash: options.certificateHash,
  })
}

it('answers as RFC 7677 shows it', () => {
  const server = exchange(rfc.clientFirst)
  expect(server.serverFirst).toBe(rfc.serverFirst)
  expect(server.finish(rfc.clientFinal)).toBe(rfc.serverFinal)
})

it('takes no other proof', () => {
  const other = rfc.clientFinal.replace('p=dHz', 'p=eHz')
  expect(exchange(rfc.clientFirst).finish(other)).toBeUndefined()
})

describe('refuses', () => {
  it('another nonce', () => {
    const other = rfc.clientFinal.replace('r=rOpr', 'r=sOpr')
    expect(() => exchange(rfc.clientFirst).finish(other)).toThrow('the nonce is another')
  })

  it('another header than in the first message', () => {
    const other = rfc.clientFinal.replace('c=biws', 'c=eSws')
    expect(() => exchange(rfc.clientFirst).finish(other)).toThrow('channel binding check failed')
  })

  it('a client that was told that the server could not bind', () => {
    const certificateHash = new Uint8Array(32)
    expect(() => exchange(rfc.clientFirst.replace('n,,', 'y,,'), { certificateHash })).toThrow(
      'channel binding negotiation error',
    )
  })

  it.each(['', 'n', 'n,,', 'n,,r=x', 'n,,n=user', 'p=tls-unique,,n=,r=x', 'x,,n=,r=y'])(
    'the first message %j',
    (message) => {
      expect(() => exchange(message)).toThrow(
        expect.objectContaining({
          name: 'SessionError',
          message: expect.stringMatching(/malformed|unsupported/) as unknown,
        }),
      )
    },
  )

  it('a last message without a proof', () => {
    expect(() => exchange(rfc.clientFirst).finish('c=biws')).toThrow('lacks the proof')
  })

  it('to act for somebody else', () => {
    expect(() => exchange('n,a=ada,n=user,r=x')).toThrow('authorization identity')
  })
})

it('holds the client to the certificate that it has bound to', () => {
  const options = { mechanism: 'SCRAM-SHA-256-PLUS', certificateHash: new Uint8Array([1, 2]) }
  const first = 'p=tls-server-end-point,,n=,r=abc'
  const binding = Buffer.concat([Buffer.from('p=tls-server-end-point,,'), new Uint8Array([1, 2])])
  const last = (bytes: Buffer) => `c=${bytes.toString('base64')},r=abc${rfc.serverNonce},p=AAAA`
  expect(exchange(first, options).finish(last(binding))).toBeUndefined()
  expect(() => exchange(first, options).finish(last(binding.subarray(0, -1)))).toThrow(
    'channel binding check failed',
  )
})

describe('a verifier', () => {
  it('has the form of PostgreSQL, and a salt of its own each time', async () => {
    const one = await createScramVerifier('geheim')
    expect(one).toMatch(/^SCRAM-SHA-256\$4096:[\w+/]{22}==\$[\w+/]{43}=:[\w+/]{43}=$/)
    expect(await createScramVerifier('geheim')).not.toBe(one)
  })

  it('is that of PostgreSQL for the same password and salt', () => {
    expect(verifier).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })

  it('knows its password in any form of Unicode', async () => {
    const composed = await createScramVerifier('\u00e9\u00ad')
    expect(await verifyScramPassword('\u00e9', composed)).toBe(true)
    expect(await verifyScramPassword('e\u0301', composed)).toBe(true)
    expect(await verifyScramPassword('e', composed)).toBe(false)
  })

  it.each(['', 'md5abc', 'SCRAM-SHA-256$0:AA==$AA==:AA==', 'SCRAM-SHA-256$4096:AA==$AA==:AA=='])(
    'is not %j',
    (text) => {
      expect(() => parseScramVerifier(text)).toThrow('does not have its form')
    },
  )
})
