import { isAscii, isUtf8, transcode } from 'node:buffer'

// Below this the checks cost more than they save.
const worthChecking = 4096

/** The text of a UTF-8 body, as `toString('utf8')` gives it; a large one in about half of the time. */
export function bodyText(bytes: Buffer): string {
  if (bytes.length < worthChecking) return bytes.toString('utf8')
  if (isAscii(bytes)) return bytes.toString('latin1')
  // Malformed bytes become U+FFFD in toString only.
  if (!isUtf8(bytes)) return bytes.toString('utf8')
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
}
