import { homedir } from 'node:os'
import { defaultSettingsLocation, type OpenSettingsOptions } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'

/** Where the sign-in of a connection is kept, and what opens it. */
export function settingsPlaceOf(options: ConnectionOptions): OpenSettingsOptions {
  return {
    location:
      options.OAuthSettingsLocation ??
      defaultSettingsLocation(process.env, process.platform, homedir()),
    passphrase:
      options.OAuthSettingsPassphrase ?? process.env['DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE'],
    clientSecret: options.OAuthClientSecret,
  }
}
