/** What stands in a log in place of a secret. */
export const removed = '(removed)'

const secret =
  /(?:token|secret|passw(?:or)?d|pwd|passphrase|passcode|verifier|assertion|credential|apikey|accesskey|privatekey|authorization|cookie|signature)s?$|^(?:code|pat|sig|jwt|usercode|devicecode|authcode|authorizationcode|sas)$/
// They go from page to page and open nothing.
const paging = /^(?:xms)?(?:continuation|paging|page|skip|next|previous|sync|watermark)token$/

/**
 * Whether a field, a parameter or an argument of that name holds a secret. Letter case, `_`, `-`, `.` and spaces in it
 * don't count.
 */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z\d]/g, '')
  return secret.test(plain) && !paging.test(plain)
}
