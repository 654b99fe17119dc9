import { expect, it } from 'vitest'
import { signInSecrets } from './sign-in-secrets.ts'

it.each([
  [
    '{"access_token":"abcdef","expires_in":3600,"inner":{"id_token":"ghijkl"}}',
    ['abcdef', 'ghijkl'],
  ],
  ['grant_type=authorization_code&code=a%2Bbcde&client_id=me', ['a+bcde']],
  ['{"user_code":"ABCD-123","message":"enter ABCD-123"}', ['ABCD-123']],
  ['{"access_token":', []],
  ['{"code":"short"}', []],
  ['<html></html>', []],
  ['', []],
])('finds in %s what is secret by its name', (text, secrets) => {
  expect(signInSecrets(text)).toEqual(secrets)
})
