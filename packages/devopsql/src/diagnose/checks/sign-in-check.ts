import { type Check, ok, warning } from '../check.ts'

/** Whether the organization accepts the sign-in, and of whom it is. */
export const signInCheck: Check = {
  name: 'sign-in',
  needs: ['organization'],
  async *run({ organization, signal, now }) {
    const { scheme, whoAmI } = organization()
    const who = await whoAmI({ signal })
    const { account, displayName, id, source, scopes, expiresAt } = who
    const how = source ?? scheme ?? 'a token provider'
    yield ok(`signed in as ${account ?? displayName ?? id} (${how})`)
    if (scopes !== undefined) yield ok(`the token has the permissions ${scopes.join(' ')}`)
    if (expiresAt === undefined) return
    const left = Math.floor((expiresAt.getTime() - now()) / 60_000)
    // What can be renewed has been renewed by now.
    if (left < 5) {
      yield warning(
        `the token ends in ${Math.max(0, left)} minutes, and there is no other`,
        'Get a new token, or choose an AuthScheme that renews its tokens.',
      )
    }
  },
}
