import { expect, it } from 'vitest'
import { describedPairs, describedUrl } from './described-url.ts'

it.each([
  ['https://dev.azure.com/contoso/_apis/projects', 'https://dev.azure.com/contoso/_apis/projects'],
  ['https://host/a?$top=5&continuationToken=abc', 'https://host/a?$top=5&continuationToken=abc'],
  ['https://me:pass@host/a', 'https://host/a'],
  ['https://host/a?code=123&x=1', 'https://host/a?code=(removed)&x=1'],
  ['https://host/?state=s#access_token=t', 'https://host/?state=(removed)#access_token=(removed)'],
  ['https://host/?c%6Fde=123', 'https://host/?c%6Fde=(removed)'],
  ['https://host/?a=b?code=1', 'https://host/?a=b?code=(removed)'],
  ['https://host/?token', 'https://host/?token'],
  ['https://host/?password=%zz', 'https://host/?password=(removed)'],
])('shows %s as %s', (url, shown) => {
  expect(describedUrl(url)).toBe(shown)
})

it('looks into an address that stands in an address', () => {
  const inner = encodeURIComponent('http://localhost:33333/?code=12345&x=1')
  const shown = describedUrl(`https://host/?redirect_uri=${inner}&y=2`)
  expect(decodeURIComponent(shown)).toBe(
    'https://host/?redirect_uri=http://localhost:33333/?code=(removed)&x=1&y=2',
  )
})

it('shows a form without its secrets', () => {
  expect(describedPairs('grant_type=refresh_token&refresh_token=0.AX&client_id=me')).toBe(
    'grant_type=refresh_token&refresh_token=(removed)&client_id=me',
  )
})
