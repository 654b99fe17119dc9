import { expect, it } from 'vitest'
import { describeSkipped } from './skip-reasons.ts'

const recordings = '(needs ../shared/recordings, which is not present)'

it('says each reason once, with the tests and files that it kept from running', () => {
  expect(
    describeSkipped([
      { file: 'a.test.ts', fullName: `answers ${recordings} > are served`, note: undefined },
      { file: 'b.test.ts', fullName: `answers ${recordings} > are rows (all)`, note: undefined },
      { file: 'c.test.ts', fullName: 'refuses a certificate (needs openssl)', note: undefined },
    ]),
  ).toEqual([
    'skipped: 2 tests in 2 files: needs ../shared/recordings, which is not present',
    'skipped: 1 test in 1 file: needs openssl',
  ])
})

it('takes what a test said while it ran before what its name says', () => {
  const test = { file: 'a.test.ts', fullName: 'asks (needs a token)', note: 'the token is too old' }
  expect(describeSkipped([test])).toEqual(['skipped: 1 test in 1 file: the token is too old'])
})

it('names the file that skips without a reason', () => {
  expect(
    describeSkipped([{ file: 'a.test.ts', fullName: 'adds numbers', note: undefined }]),
  ).toEqual(['skipped: 1 test in 1 file: NO REASON GIVEN by a.test.ts'])
})

it('says nothing when nothing was skipped', () => {
  expect(describeSkipped([])).toEqual([])
})
