import { expect, it } from 'vitest'
import { isSecretName } from './secret-name.ts'

it.each([
  'access_token',
  'refreshToken',
  'id_token',
  'client_secret',
  'code',
  'code_verifier',
  'PKCEVerifier',
  'client_assertion',
  'assertion',
  'password',
  'Passphrase',
  'device_code',
  'user_code',
  'token',
  'PersonalAccessToken',
  'PAT',
  'x-api-key',
  'Authorization',
  'Set-Cookie',
  'build.secrets',
])('takes %s for the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true)
})

it.each([
  'token_type',
  'expires_in',
  'continuationToken',
  'x-ms-continuationtoken',
  'statusCode',
  'state',
  'path',
  'passed',
  'codeCoverage',
  '',
])('does not take %s for one', (name) => {
  expect(isSecretName(name)).toBe(false)
})
