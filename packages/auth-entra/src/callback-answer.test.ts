import { expect, it } from 'vitest'
import { codeIn } from './callback-answer.ts'

it.each([
  ['a bare code', ' 0.AXcA-code_1~ '],
  ['a whole address', 'http://localhost:33333/?code=0.AXcA-code_1~&state=s1&session_state=x'],
  ['an address with the answer behind #', 'https://app.example/cb#code=0.AXcA-code_1~&state=s1'],
])('takes %s (P-AUTH-25)', (_name, verifier) => {
  expect(codeIn(verifier, 's1')).toBe('0.AXcA-code_1~')
})

it.each([
  ['another state', 'http://localhost:33333/?code=s3cret&state=s2', 'belongs to another request'],
  ['no state', 'http://localhost:33333/?code=s3cret', 'belongs to another request'],
  ['no code', 'http://localhost:33333/?state=s1', 'holds no code'],
  ['an empty code', 'http://localhost:33333/?code=&state=s1', 'holds no code'],
  ['an empty text', '  ', 'holds no code'],
  ['an address that is none', 'http://', 'belongs to another request'],
])('refuses %s without showing the code', (_name, verifier, message) => {
  const error = errorOf(() => codeIn(verifier, 's1'))
  expect(error).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  expect(String(error)).toContain(message)
  expect(JSON.stringify(error)).not.toContain('s3cret')
})

it('takes an address of any state where none is known', () => {
  expect(codeIn('http://localhost/?code=c&state=whatever', undefined)).toBe('c')
})

it('says that consent was declined', () => {
  const address =
    'http://localhost/?error=access_denied&error_description=AADSTS65004%3A+User+declined%0D%0ATrace&state=s1'
  expect(errorOf(() => codeIn(address, 's1'))).toMatchObject({
    message: 'the sign-in was declined',
    detail: 'access_denied: AADSTS65004: User declined',
  })
})

function errorOf(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}
