import { expect, it } from 'vitest'
import { coverSecrets } from './cover-secrets.ts'

it.each([
  [
    "EXEC GetOAuthAccessToken AuthMode='WEB', Verifier='code', State='s'",
    "EXEC GetOAuthAccessToken AuthMode='WEB', Verifier=******, State='s'",
  ],
  [
    "exec cdata.information.[getoauthaccesstoken] @pkceverifier = 'code'",
    'exec cdata.information.[getoauthaccesstoken] @pkceverifier = ******',
  ],
  ["EXEC GetOAuthAcessToken State='s'", 'EXEC GetOAuthAcessToken State=***'],
  [
    "EXEC ExportOAuthSettings Passphrase='a b', Location='/x'",
    "EXEC ExportOAuthSettings Passphrase=*****, Location='/x'",
  ],
  [
    "CALL RefreshOAuthAccessToken(OAuthRefreshToken => 'rt')",
    'CALL RefreshOAuthAccessToken(OAuthRefreshToken => ****)',
  ],
  ["SELECT 'a' FROM WorkItems WHERE State = 's'", "SELECT 'a' FROM WorkItems WHERE State = 's'"],
])('covers what is secret or unknown: %s', (sql, shown) => {
  expect(coverSecrets(sql)).toBe(shown)
})
