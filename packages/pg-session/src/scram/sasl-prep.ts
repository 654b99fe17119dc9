import saslprep from '@mongodb-js/saslprep'

/** The form in which a password is compared. As in PostgreSQL, one that the profile prohibits is taken as it is. */
export function saslPrep(password: string): string {
  try {
    return saslprep(password)
  } catch {
    return password
  }
}
