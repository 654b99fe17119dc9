import { DevopsqlError } from '@devopsql/errors'
import type { FormatFault, SlotType } from './sealed-file.ts'

const leastLengthOfPassphrases = 12

/** What goes wrong with the content of a settings file, or with what opens it. The file is left as it was. */
function unusable(message: string, hint: string, cause?: unknown): DevopsqlError {
  const detail = messageOf(cause)
  return new DevopsqlError(message, { code: 'DEVOPSQL_SIGN_IN_FAILED', hint, cause, detail })
}

/** What goes wrong with the place that OAuthSettingsLocation names. */
export function unusablePlace(message: string, hint: string, cause?: unknown): DevopsqlError {
  return new DevopsqlError(message, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint,
    cause,
    detail: messageOf(cause),
  })
}

function messageOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined
}

export function notReadable(file: string, cause: unknown): DevopsqlError {
  return unusablePlace(
    `the settings file ${file} can't be read`,
    'Make it readable for the account that runs this, or give OAuthSettingsLocation another path.',
    cause,
  )
}

export function notWritable(file: string, cause: unknown): DevopsqlError {
  return unusablePlace(
    `the settings file ${file} can't be written`,
    'Sign-ins are kept there: give OAuthSettingsLocation a path that the account that runs this can write, or memory://<name> to keep them in this process only.',
    cause,
  )
}

/** What a change has achieved may be lost then: codes and some refresh tokens work once. */
export function notKept(file: string, cause: unknown): DevopsqlError {
  return unusable(
    `the sign-in was changed and could not be written to the settings file ${file}`,
    'Make room, or give OAuthSettingsLocation another path; sign in again if the next connection fails.',
    cause,
  )
}

export function misformatted(file: string, fault: FormatFault): DevopsqlError {
  switch (fault.kind) {
    case 'empty':
      return unusable(`the settings file ${file} is empty`, anew)
    case 'foreign':
      return unusable(
        `the settings file ${file} was not written by devopsql`,
        'The format of other products, such as OAuthSettings.txt of the CData drivers, is closed: give OAuthSettingsLocation another path and sign in again.',
      )
    case 'damaged':
      return damaged(file)
    case 'version':
      return unusable(
        `the settings file ${file} has version ${fault.version} of the format, and this devopsql knows version 1`,
        fault.version > 1
          ? 'Update devopsql here, or sign in again with another OAuthSettingsLocation.'
          : anew,
      )
  }
}

const anew = 'Delete the file, or give OAuthSettingsLocation another path, and sign in again.'

export function damaged(file: string): DevopsqlError {
  return unusable(
    `the settings file ${file} is damaged or was changed by something else than devopsql`,
    `Copy it again if it is a copy. ${anew}`,
  )
}

/** `given` is what there was to open the file with. */
export function locked(
  file: string,
  slots: readonly SlotType[],
  given: readonly SlotType[],
): DevopsqlError {
  if (slots.includes('passphrase')) {
    return unusable(
      `the settings file ${file} needs its passphrase: the key file of this machine doesn't open it`,
      'Give the passphrase as OAuthSettingsPassphrase or in DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE.',
    )
  }
  if (slots.includes('clientsecret')) {
    return unusable(
      given.includes('clientsecret')
        ? `the client secret doesn't open the settings file ${file}`
        : `the settings file ${file} needs its client secret: the key file of this machine doesn't open it`,
      'OAuthClientSecret must be the one that the file was last written with.',
    )
  }
  return unusable(
    `the settings file ${file} was written on another machine or by another account, and can't be opened here`,
    'To copy a sign-in, give a passphrase as OAuthSettingsPassphrase or in DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE where the file was written (for a file that is there, call the procedure ExportOAuthSettings), copy the file again, and give the same passphrase here.',
  )
}

export function damagedKeyFile(file: string, length: number): DevopsqlError {
  return unusable(
    `the key file ${file} is damaged: it has ${length} bytes instead of 32`,
    'Restore it from a backup, or delete it and sign in again.',
  )
}

export function noKeyFile(file: string, cause: unknown): DevopsqlError {
  return unusablePlace(
    `the key file ${file} can't be read or made`,
    'Settings files are encrypted with it: make its folder writable, or give a passphrase as OAuthSettingsPassphrase or in DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE.',
    cause,
  )
}

/** Length is counted in characters as people count them, near enough: emoji are one. */
export function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length >= leastLengthOfPassphrases) return
  throw new DevopsqlError(
    `the passphrase of the settings file has fewer than ${leastLengthOfPassphrases} characters`,
    {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Choose a longer one for OAuthSettingsPassphrase or DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE: several words are fine.',
    },
  )
}

export function wrongPassphrase(file: string): DevopsqlError {
  return unusable(
    `the passphrase doesn't open the settings file ${file}`,
    'Check OAuthSettingsPassphrase, or DEVOPSQL_OAUTH_SETTINGS_PASSPHRASE: it must be the one that the file was written with. On the machine that wrote it none is needed; the procedure ExportOAuthSettings gives it another one.',
  )
}
