import { type Check, ok, warning } from '../check.ts'

/** Whether Azure DevOps holds back requests of this account, as its answers to the checks before tell. */
export const limitsCheck: Check = {
  name: 'limits',
  needs: ['organization'],
  *run({ organization, now }) {
    const { resource, limit, remaining, resetAt, blockedUntil } = organization().rateLimit()
    const wait = Math.ceil((blockedUntil - now()) / 1000)
    const hint =
      'Wait, lower MaxConcurrency, or read less at once; what else runs under the same account counts, too.'
    if (wait > 0) {
      yield warning(`Azure DevOps asks to send nothing for ${wait} seconds`, hint)
      return
    }
    if (limit === undefined || remaining === undefined) {
      yield ok('Azure DevOps tells no limits, so this account is far from them')
      return
    }
    const reset =
      resetAt === undefined
        ? ''
        : `, all again in ${Math.max(0, Math.ceil((resetAt - now()) / 1000))} seconds`
    const what = `${remaining} of ${limit} are left of ${resource ?? 'the limit'}${reset}`
    yield remaining < limit / 5 ? warning(what, hint) : ok(what)
  },
}
